public import Meetings

/// One line of the event log: what a list shows, not the whole body.
public struct LoggedEvent: Hashable, Sendable {
    /// What kind of event it is.
    public var name: EventName
    /// The place in the server's log; nil for a callback.
    public var sequence: Int64?
    /// When the server committed it, or when it was heard.
    public var time: Timestamp
    /// False when the server did not say the time, and `time` is that of the arrival.
    public var hasServerTime: Bool
    /// The room it is about, or whose session it is about; nil where that is not known.
    public var roomID: RoomID?
    /// The session it is about, if any.
    public var sessionID: SessionID?
    /// Whom or what it is about, scrubbed: a person, a recording, a theme. May be empty.
    public var subject: String
    /// True for the coming and going of a host.
    public var isHost: Bool
    /// By which way it was heard first.
    public var source: Source

    /// When the server committed it; nil when it did not say.
    public var at: Timestamp? { hasServerTime ? time : nil }
}

extension EventBody {
    /// Whom or what the event is about, not yet scrubbed.
    var subject: String {
        switch self {
        case .roomCreated(let room), .roomUpdated(let room): room.displayName
        case .roomExpired(_, let type, _, _): type.rawValue
        case .roomDeleted(let id): id.rawValue
        case .sessionLocked(let id, _), .sessionUnlocked(let id, _): id.rawValue
        case .waitingJoined(let person), .waitingLeft(let person): person.name
        case .themeCreated(let theme), .themeUpdated(let theme): theme.name
        case .themeDeleted(let id): id.rawValue
        case .sessionStarted(let id, _, _), .sessionEnded(let id, _, _, _): id.rawValue
        case .participantJoined(let person), .participantLeft(let person): person.name
        case .recordingStarted(let id, _): id.rawValue
        case .recordingEnded(_, _, _, _, let seconds): "\(seconds) s"
        case .recordingUploaded(let id, _, _, _, _, _, _), .recordingFailed(let id, _, _, _): id.rawValue
        case .alarmAcknowledged(let acknowledgement), .alarmSnoozed(let acknowledgement):
            acknowledgement.key.rule.rawValue
        case .alarmReopened(let key, _): key.rule.rawValue
        case .noteAdded(let note): note.text
        }
    }

    /// True for the coming and going of a host.
    var isHost: Bool {
        switch self {
        case .participantJoined(let person), .participantLeft(let person): person.isHost
        default: false
        }
    }
}
