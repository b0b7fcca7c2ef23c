public import Meetings

/// Something that needs a person, as a rule saw it.
public struct Alarm: Hashable, Sendable {
    /// Which rule, about what.
    public var key: AlarmKey
    /// How much it matters now; may rise with time.
    public var level: AlarmLevel
    /// The room that it is about, if any.
    public var room: RoomID?
    /// When what the rule watches for began.
    public var since: Timestamp
    /// When something will happen if nobody acts, as the closing of a room; nil where nothing is due.
    public var dueAt: Timestamp?
    /// What the rule saw: a sentence with numbers and times, its texts scrubbed.
    public var saw: String
    /// When it was raised.
    public var raisedAt: Timestamp
    /// When it was cleared; nil while it is open.
    public var clearedAt: Timestamp?
    /// What an operator decided about it, as long as that counts.
    public var handling = Handling.open
    /// Names the storm that it is part of: alarms of one rule that were raised together. Nil for an alarm by itself.
    public var storm: Int?

    /// What an operator decided.
    public enum Handling: Hashable, Sendable {
        /// Nobody decided anything that counts now.
        case open
        /// Somebody takes care of it.
        case acknowledged(AlarmAcknowledgement)
        /// It is to be shown again later.
        case snoozed(AlarmAcknowledgement)
    }

    /// The rule that raised it.
    public var rule: AlarmRule { key.rule }

    /// True while no decision hides it.
    public var isOpen: Bool { handling == .open }

    /// The decision that hides it, if any.
    public var decision: AlarmAcknowledgement? {
        switch handling {
        case .open: nil
        case .acknowledged(let decision), .snoozed(let decision): decision
        }
    }

    /// The most urgent first, then the longest standing.
    public static func isMoreUrgent(_ left: Alarm, _ right: Alarm) -> Bool {
        if left.level != right.level { return left.level > right.level }
        if left.since != right.since { return left.since < right.since }
        return left.key < right.key
    }
}

/// What one key does about an alarm.
public enum AlarmHelp: String, Hashable, Sendable, CaseIterable {
    /// Copies the room's host link, for whoever should be host.
    case copyHostLink
    /// Shows who waits.
    case showWaiting
    /// Gives the room more time.
    case extend
    /// Opens the room.
    case open
    /// Asks the server for everything again.
    case recheck
    /// Shows the callbacks and their attempts.
    case deliveries
    /// Shows the timeline of the room.
    case timeline
    /// Shows the media servers.
    case media
}

extension AlarmRule {
    /// What one key does about an alarm of this rule.
    public var help: AlarmHelp {
        switch self {
        case .guestsWithoutHost, .hostLost, .lateStart: .copyHostLink
        case .lobbyWaiting: .showWaiting
        case .closing: .extend
        case .instantRoomEmpty, .recordingMissing, .notReady, .crowdLimit, .poorQuality: .open
        case .recordingLate, .recordingStalled, .feedStale, .gap: .recheck
        case .callbackTrouble: .deliveries
        case .crowdDrop, .flapping: .timeline
        case .mediaDown, .mediaRestarts, .mediaFull: .media
        }
    }

    /// A few words for a list: "guests, no host".
    public var title: String {
        switch self {
        case .guestsWithoutHost: "guests, no host"
        case .hostLost: "host lost"
        case .lobbyWaiting: "people wait"
        case .closing: "closes soon"
        case .instantRoomEmpty: "instant room dying"
        case .recordingMissing: "recording off"
        case .recordingLate: "recording late"
        case .recordingStalled: "recording stalled"
        case .callbackTrouble: "callback trouble"
        case .feedStale: "feed stale"
        case .gap: "gap"
        case .lateStart: "late start"
        case .notReady: "not ready"
        case .crowdDrop: "crowd drop"
        case .crowdLimit: "crowd limit"
        case .flapping: "comes and goes"
        case .mediaDown: "no sound or picture"
        case .mediaRestarts: "media restarts"
        case .mediaFull: "media nearly full"
        case .poorQuality: "poor connections"
        }
    }
}
