public import Meetings

/// One entry of the list that a browser is given (`RTCIceServer`).
public struct IceServer: Hashable, Sendable, Encodable {
    public var urls: [String]
    /// Both or none: a STUN server asks for nothing.
    public var username: String?
    public var credential: String?

    public init(urls: [String], username: String? = nil, credential: String? = nil) {
        self.urls = urls
        self.username = username
        self.credential = credential
    }
}

/// The STUN and TURN servers that pages are told of.
public struct IceServers: Hashable, Sendable {
    /// `stun:`, `stuns:`, `turn:` and `turns:` URLs (RFC 7064, RFC 7065).
    public var urls: [String]
    private let secret: TurnSecret?

    /// How long credentials are good for. A page needs them again whenever its network changes, so they outlast a meeting.
    public static let lifetime = Duration.seconds(12 * 3600)

    /// None.
    public static let none = IceServers(urls: [], secret: nil)

    /// Without a secret TURN servers are left out: they would refuse everyone.
    public init(urls: [String], secret: TurnSecret?) {
        self.urls = urls.filter { secret != nil || !Self.isTurn($0) }
        self.secret = secret
    }

    /// Our own coturn on `host`, a name or an address.
    init(host: String, port: Int, secret: TurnSecret) {
        let place = (host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host) + ":\(port)"
        self.init(
            urls: ["stun:\(place)", "turn:\(place)?transport=udp", "turn:\(place)?transport=tcp"], secret: secret)
    }

    /// The list for one person, good from `now` on.
    public func make(for participant: ParticipantID, now: Timestamp) -> [IceServer] {
        let stun = urls.filter { !Self.isTurn($0) }
        let turn = urls.filter(Self.isTurn)
        var list = stun.isEmpty ? [] : [IceServer(urls: stun)]
        if let secret, !turn.isEmpty {
            let credentials = TurnCredentials(for: participant, until: now + Self.lifetime, secret: secret)
            list.append(IceServer(urls: turn, username: credentials.username, credential: credentials.password))
        }
        return list
    }

    private static func isTurn(_ url: String) -> Bool { url.lowercased().hasPrefix("turn") }
}
