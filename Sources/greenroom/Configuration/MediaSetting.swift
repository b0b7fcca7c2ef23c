import MeetingsMedia

/// What is set for sound and picture, before it is known what is left out.
struct MediaChoice: Hashable, Sendable {
    var isOn = true
    var settings = MediaSettings()
    var usesTurn = true
    var turnURLs: [String] = []
    var turnSecret: TurnSecret?

    /// Nil when there is to be none.
    var outcome: MediaSettings? {
        guard isOn else { return nil }
        var settings = settings
        if !usesTurn {
            settings.turn.source = .off
        } else if !turnURLs.isEmpty {
            settings.turn.source = .external(urls: turnURLs, secret: turnSecret)
        }
        return settings
    }
}

/// One key of `media` or `turn`: the one table behind file, environment and flags of `serve`.
struct MediaSetting: Sendable {
    /// Its parts joined by a dot.
    let key: String
    let kind: ConfigurationKind
    let about: String
    /// Takes over a value that `kind` takes.
    private let apply: @Sendable ([String], inout MediaChoice) -> Void

    /// Takes over a value, unless it is empty.
    func adopt(_ value: ConfigurationValue, into choice: inout MediaChoice) {
        let texts = value.texts
        if !texts.isEmpty { apply(texts, &choice) }
    }

    /// The variable that goes before the file.
    var variable: String { "GREENROOM_" + key.uppercased().replacing(".", with: "_") }

    static let all: [MediaSetting] = media + turn

    private static let media: [MediaSetting] = [
        .init("media.enabled", .choice(["auto", "off"]), "Off serves meetings without sound and picture.") {
            $1.isOn = $0[0] != "off"
        },
        .init("media.program", .text, "The program of Janus; without it the installed one.") {
            $1.settings.program = $0[0]
        },
        .init("media.library", .text, "The folder with its `plugins` and `transports`; without it the package's.") {
            $1.settings.library = $0[0]
        },
        .init("media.instances", .number(1...64), "How many media servers run on this machine; 1.") {
            $1.settings.instances = Int($0[0]) ?? 1
        },
        .init(
            "media.ports", .ports,
            "The UDP ports of media, two for each person, split over the media servers; 20000-24999. Open them."
        ) { texts, choice in
            PortRange(texts[0]).map { choice.settings.ports = $0.ports }
        },
        .init(
            "media.interfaces", .texts,
            "The interfaces that media goes through, such as eth0; without it all but loopback."
        ) { $1.settings.interfaces = $0 },
        .init(
            "media.public_address", .ipAddress,
            "The address that the outside knows this machine by, where a router or cloud maps it (1:1 NAT)."
        ) { $1.settings.publicAddress = $0[0] },
        .init("media.event_loops", .number(1...256), "Threads of each media server; twice its share of the cores.") {
            $1.settings.eventLoops = Int($0[0])
        },
        .init(
            "media.capacity", .number(1...1_000_000),
            "How many streams each media server sends at once before it takes no new session; 100 a core."
        ) { $1.settings.capacity = Int($0[0]) },
    ]

    private static let turn: [MediaSetting] = [
        .init(
            "turn.enabled", .choice(["auto", "off"]),
            "Auto runs coturn where it is installed and the server is reached from other machines."
        ) { $1.usesTurn = $0[0] != "off" },
        .init("turn.program", .text, "The program of coturn; without it the installed one.") {
            $1.settings.turn.program = $0[0]
        },
        .init("turn.port", .number(1...65_535), "The port of our TURN server, UDP and TCP; 3478. Open it.") {
            $1.settings.turn.port = Int($0[0]) ?? 3478
        },
        .init("turn.relay_ports", .ports, "The UDP ports that it relays through; 25000-26999. Open them.") {
            texts, choice in
            PortRange(texts[0]).map { choice.settings.turn.relayPorts = $0.ports }
        },
        .init(
            "turn.urls", .iceURLs, "STUN and TURN servers of others, such as turn:turn.example.org, instead of ours."
        ) { $1.turnURLs = $0 },
        .init("turn.shared_secret", .secret, "What a TURN server of others has as its static-auth-secret.") {
            $1.turnSecret = TurnSecret($0[0])
        },
    ]

    private init(
        _ key: String, _ kind: ConfigurationKind, _ about: String,
        _ apply: @escaping @Sendable ([String], inout MediaChoice) -> Void
    ) {
        self.key = key
        self.kind = kind
        self.about = about
        self.apply = apply
    }
}

/// Ports from one to another: `20000-24999`.
struct PortRange: Hashable, Sendable {
    var ports: ClosedRange<Int>

    init?(_ text: String) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard ends.count == 2, let first = ends[0], let last = ends[1], (1...65_535).contains(first),
            (first...65_535).contains(last)
        else { return nil }
        ports = first...last
    }
}
