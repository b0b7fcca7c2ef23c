/// How one Janus runs: the files that it reads at its start.
///
/// It listens on Unix sockets alone, has one plugin, and trusts only who knows its secrets.
public struct JanusConfiguration: Hashable, Sendable {
    /// The folder that the files are written to. Only we may read it.
    public var folder: String
    /// The folder of its two sockets. Only we may enter it: Janus makes them readable by everyone.
    public var sockets: String
    /// The folder with `plugins`, `transports`, `events` and `loggers` of its package.
    public var library: String
    /// The UDP ports of media, two for each person at most.
    public var ports: ClosedRange<Int>
    /// The interfaces that media goes through; empty for all but loopback, which it never uses.
    public var interfaces: [String]
    /// The address that the outside knows this machine by, where that is another than its own.
    public var publicAddress: String?
    /// Threads for media; twice as many as cores halve the work of one for each person.
    public var eventLoops: Int
    /// What it asks of every request.
    public var secrets: Secrets

    /// Random texts, made anew at each start.
    public struct Secrets: Hashable, Sendable {
        public var api: String
        public var admin: String
        public var rooms: String

        public init(api: String, admin: String, rooms: String) {
            self.api = api
            self.admin = admin
            self.rooms = rooms
        }
    }

    public init(
        folder: String, sockets: String, library: String, ports: ClosedRange<Int> = 20_000...24_999,
        interfaces: [String] = [], publicAddress: String? = nil, eventLoops: Int, secrets: Secrets
    ) {
        self.folder = folder
        self.sockets = sockets
        self.library = library
        self.ports = ports
        self.interfaces = interfaces
        self.publicAddress = publicAddress
        self.eventLoops = eventLoops
        self.secrets = secrets
    }

    /// The socket for requests.
    public var apiSocket: String { sockets + "/api.sock" }
    /// The socket that tells whether it lives.
    public var adminSocket: String { sockets + "/admin.sock" }
    /// The file that it is started with.
    public var mainFile: String { folder + "/janus.jcfg" }
    /// What it is started with, after its own name.
    public var arguments: [String] { ["-C", mainFile, "-F", folder] }
}

extension JanusConfiguration {
    /// The texts of the files (libconfig), by their names in the folder.
    public var files: [String: String] {
        [
            "janus.jcfg": main, "janus.transport.websockets.jcfg": transport,
            "janus.plugin.videoroom.jcfg": videoRoom,
        ]
    }

    private var main: String {
        Settings([
            ("general", general),
            ("media", [.text("rtp_port_range", "\(ports.lowerBound)-\(ports.upperBound)"), .flag("ipv6", false)]),
            ("nat", nat),
            ("plugins", [.text("disable", Self.list(Self.otherPlugins))]),
            ("transports", [.text("disable", Self.list(Self.otherTransports))]),
            ("loggers", [.text("disable", Self.list(["jsonlog"]))]),
            ("events", [.flag("broadcast", false)]),
        ]).text
    }

    private var general: [Settings.Entry] {
        [
            .text("configs_folder", folder), .text("plugins_folder", library + "/plugins"),
            .text("transports_folder", library + "/transports"), .text("events_folder", library + "/events"),
            .text("loggers_folder", library + "/loggers"), .flag("log_to_stdout", true),
            // Warnings. One level more writes several lines for each join.
            .number("debug_level", 3), .flag("debug_colors", false), .flag("debug_timestamps", false),
            .text("api_secret", secrets.api), .text("admin_secret", secrets.admin),
            .number("session_timeout", 30), .number("reclaim_session_timeout", 10),
            // A file is `x.mjr.part` as long as it is written.
            .text("recordings_tmp_ext", "part"), .flag("opaqueid_in_api", true), .flag("hide_dependencies", true),
            .flag("exit_on_dl_error", true), .number("event_loops", eventLoops),
            .texts("protected_folders", ["/bin", "/boot", "/dev", "/etc", "/lib", "/proc", "/sbin", "/sys", "/usr"]),
        ]
    }

    private var nat: [Settings.Entry] {
        var entries: [Settings.Entry] = [.flag("full_trickle", true), .flag("ignore_mdns", true)]
        if !interfaces.isEmpty { entries.append(.text("ice_enforce_list", interfaces.joined(separator: ","))) }
        if let publicAddress { entries.append(.text("nat_1_1_mapping", publicAddress)) }
        return entries
    }

    private var transport: String {
        Settings([
            (
                "general",
                [
                    .text("json", "compact"), .flag("ws", true), .text("ws_unix", apiSocket), .flag("wss", false),
                    .number("pingpong_trigger", 15), .number("pingpong_timeout", 10),
                ]
            ),
            ("admin", [.flag("admin_ws", true), .text("admin_ws_unix", adminSocket)]),
        ]).text
    }

    private var videoRoom: String {
        // With strings as ids a room and a person are called what they are called here.
        Settings([
            (
                "general",
                [.text("admin_key", secrets.rooms), .flag("lock_rtp_forward", true), .flag("string_ids", true)]
            )
        ]).text
    }

    /// Everything in the package but the plugin and the transport that are used.
    private static let otherPlugins = [
        "audiobridge", "duktape", "echotest", "lua", "nosip", "recordplay", "sip", "streaming", "textroom",
        "videocall", "voicemail",
    ]
    private static let otherTransports = ["http", "mqtt", "nanomsg", "pfunix", "rabbitmq"]

    private static func list(_ names: [String]) -> String {
        names.map { "libjanus_\($0).so" }.joined(separator: ",")
    }
}
