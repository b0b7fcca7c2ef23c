public import Meetings
public import MeetingsDelivery
public import MeetingsWire

/// How a server is to run.
public struct ServerConfiguration: Sendable {
    /// The address to listen on, without port.
    public var host: String
    /// 0 takes any free port.
    public var port: Int
    /// What links begin with, without a trailing slash; nil means `http://HOST:PORT` as listened on.
    public var publicURL: String?
    /// Which addresses callbacks may go to.
    public var callbackTargets: AddressPolicy
    /// How many open rooms, and how many themes, an application may have.
    public var roomLimit: Int
    public var themeLimit: Int
    /// How long a seat is kept for a page whose socket was lost.
    public var grace: Duration
    /// How often a silent event stream sends a comment.
    public var heartbeat: Duration
    /// What `GET /dial-in-numbers` answers.
    public var dialInNumbers: [DialInNumber]

    public init(
        host: String, port: Int, publicURL: String? = nil, callbackTargets: AddressPolicy = AddressPolicy(allowed: []),
        roomLimit: Int = Meetings.limitPerApplication, themeLimit: Int = Meetings.limitPerApplication,
        grace: Duration = .seconds(10), heartbeat: Duration = .seconds(2),
        dialInNumbers: [DialInNumber] = []
    ) {
        self.host = host
        self.port = port
        self.publicURL = publicURL
        self.callbackTargets = callbackTargets
        self.roomLimit = roomLimit
        self.themeLimit = themeLimit
        self.grace = grace
        self.heartbeat = heartbeat
        self.dialInNumbers = dialInNumbers
    }

    /// What links begin with. An address that means "all of them" is no link: localhost stands for it.
    func linkBase(port: Int) -> String {
        if let publicURL { return publicURL.trimmingTrailingSlash }
        let name = ["0.0.0.0", "::", "[::]"].contains(host) ? "localhost" : host
        return "http://\(name.contains(":") ? "[\(name)]" : name):\(port)"
    }
}
