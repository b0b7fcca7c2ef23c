/// The rules by which alarms are raised. The raw values name them on the wire and in configuration.
public enum AlarmRule: String, Hashable, Sendable, CaseIterable {
    /// Guests are in a session that never had a host.
    case guestsWithoutHost = "guests_no_host"
    /// The last host left and guests remain.
    case hostLost = "host_lost"
    /// Someone waits to be let in while a host is inside.
    case lobbyWaiting = "lobby_waiting"
    /// A room closes soon with people inside.
    case closing = "closing"
    /// An instant room that nobody is in closes soon.
    case instantRoomEmpty = "instant_dying"
    /// A recording is expected and none runs.
    case recordingMissing = "recording_off"
    /// A recording ended and is not uploaded after its usual time.
    case recordingLate = "recording_late"
    /// A session is over and its recording still counts as running.
    case recordingStalled = "recording_stalled"
    /// Callbacks to a URL are late, fail or were given up.
    case callbackTrouble = "callback_trouble"
    /// A source of news is silent, or its clock and ours are apart.
    case feedStale = "feed_stale"
    /// An event is missing or out of order, or a listing tells of other people than the events.
    case gap = "gap"
    /// The planned time has passed and no host came.
    case lateStart = "late_start"
    /// The planned time is near and the room is not ready.
    case notReady = "not_ready"
    /// Many people left a room at once.
    case crowdDrop = "crowd_drop"
    /// A room is nearly full, or very many join at once.
    case crowdLimit = "crowd_limit"
    /// One person comes and goes again and again.
    case flapping = "flapping"
    /// A media server or the TURN server does not do its work.
    case mediaDown = "media_down"
    /// A media server was started again several times.
    case mediaRestarts = "media_restarts"
    /// The media servers send nearly as much as they can.
    case mediaFull = "media_full"
    /// Many people in a session have a poor connection.
    case poorQuality = "poor_quality"
}

/// How much an alarm matters.
public enum AlarmLevel: String, Hashable, Sendable, Comparable, CaseIterable {
    case info, warning, critical

    private var order: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .critical: 2
        }
    }

    /// What only informs before warnings, warnings before critical ones.
    public static func < (left: AlarmLevel, right: AlarmLevel) -> Bool { left.order < right.order }
}

/// What makes two alarms the same one: the rule, and the name of what it is about.
public struct AlarmKey: Hashable, Sendable, Comparable {
    /// The rule that raised it.
    public var rule: AlarmRule
    /// What it is about, opaque: mostly the id of a room, else a name that the rule makes.
    public var object: String

    /// An alarm's name with these parts.
    public init(_ rule: AlarmRule, _ object: String) {
        self.rule = rule
        self.object = object
    }

    /// By rule, then by object.
    public static func < (left: AlarmKey, right: AlarmKey) -> Bool {
        (left.rule.rawValue, left.object) < (right.rule.rawValue, right.object)
    }
}
