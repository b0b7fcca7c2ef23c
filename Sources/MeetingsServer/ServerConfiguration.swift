public import Meetings
public import MeetingsDelivery
public import MeetingsMedia
public import MeetingsWire

/// How a server is to run.
public struct ServerConfiguration: Sendable {
    /// The address to listen on, without port.
    public var host: String
    /// 0 takes any free port.
    public var port: Int
    /// What links begin with, without a trailing slash; nil means `http://HOST:PORT`, or `https`, as listened on.
    public var publicURL: String?
    /// Speaks TLS, and nothing else, on the port; nil means plain HTTP.
    public var tls: TLSSetting?
    /// Which addresses callbacks may go to.
    public var callbackTargets: AddressPolicy
    /// How many open rooms, and how many themes, an application may have.
    public var roomLimit: Int
    public var themeLimit: Int
    /// How fast an application may send requests; nil means as fast as it can.
    public var rateLimit: RateLimit?
    /// How many connections may be open at once.
    public var connectionLimit: Int
    public var connectionLimits: ConnectionLimits
    /// The numbers that `…/dial-in-numbers` answers with.
    public var dialInNumbers: [DialInNumber]
    /// Which sites may show the meeting page in a frame, as a source list of Content-Security-Policy.
    public var frameAncestors: String
    /// How long events and their callbacks are kept; nil keeps them for ever.
    public var keepEvents: Duration?
    /// How long a seat is kept for a page whose socket was lost.
    public var grace: Duration
    /// How often a silent event stream sends a comment.
    public var heartbeat: Duration
    public var recording: RecordingSettings
    /// Sound and picture; nil for none.
    public var media: MediaSettings?

    public init(
        host: String, port: Int, publicURL: String? = nil, tls: TLSSetting? = nil,
        callbackTargets: AddressPolicy = AddressPolicy(allowed: []),
        roomLimit: Int = Meetings.limitPerApplication, themeLimit: Int = Meetings.limitPerApplication,
        rateLimit: RateLimit? = RateLimit(perSecond: 1000), connectionLimit: Int = 4096,
        connectionLimits: ConnectionLimits = ConnectionLimits(), dialInNumbers: [DialInNumber] = [],
        frameAncestors: String = "'self'", keepEvents: Duration? = .seconds(90 * 86_400),
        grace: Duration = .seconds(10), heartbeat: Duration = .seconds(2), media: MediaSettings? = nil,
        recording: RecordingSettings = RecordingSettings()
    ) {
        self.host = host
        self.port = port
        self.publicURL = publicURL
        self.tls = tls
        self.callbackTargets = callbackTargets
        self.roomLimit = roomLimit
        self.themeLimit = themeLimit
        self.rateLimit = rateLimit
        self.connectionLimit = connectionLimit
        self.connectionLimits = connectionLimits
        self.dialInNumbers = dialInNumbers
        self.frameAncestors = frameAncestors
        self.keepEvents = keepEvents
        self.grace = grace
        self.heartbeat = heartbeat
        self.recording = recording
        self.media = media
    }

    /// The name or address that pages reach the server by.
    var publicName: String {
        let base = linkBase(port: port)
        let place = base.firstRange(of: "://").map { base[$0.upperBound...] } ?? base[...]
        if place.hasPrefix("[") { return String(place.prefix { $0 != "]" }) + "]" }
        return String(place.prefix { $0 != ":" && $0 != "/" })
    }

    /// Whether pages on other machines can reach it.
    var isReachable: Bool {
        let name = publicName
        return !(name == "localhost" || name == "[::1]" || name.hasPrefix("127."))
    }

    /// The spellings of "all addresses of this machine".
    static let everyAddress: Set<String> = ["0.0.0.0", "::", "[::]"]

    /// What links begin with. An address that means "all of them" is no link: localhost stands for it.
    func linkBase(port: Int) -> String {
        if let publicURL { return publicURL.trimmingTrailingSlash }
        let name = Self.everyAddress.contains(host) ? "localhost" : host
        return "\(tls == nil ? "http" : "https")://\(name.contains(":") ? "[\(name)]" : name):\(port)"
    }
}
