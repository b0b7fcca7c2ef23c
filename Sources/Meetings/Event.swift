/// One thing that happened, as the event log, the stream and the callbacks tell it.
public struct Event: Hashable, Sendable {
    /// The place in the server's log, rising by one; nil from a server that numbers nothing.
    public var sequence: Int64?
    /// When the server committed it; nil in a callback from a server that does not say.
    public var at: Timestamp?
    public var body: EventBody

    public init(sequence: Int64?, at: Timestamp?, body: EventBody) {
        self.sequence = sequence
        self.at = at
        self.body = body
    }
}

/// What an event says. The eight published ones are delivered as callbacks; those about rooms and themes made, changed
/// or gone, about people who wait, about locked sessions, about recordings that failed and about what operators decide
/// are on the stream only.
public enum EventBody: Hashable, Sendable {
    case roomCreated(Room)
    case roomUpdated(Room)
    case roomExpired(room: RoomID, type: RoomType, expiresAt: Timestamp, createdAt: Timestamp)
    /// The room, its sessions and all that belonged to it are gone.
    case roomDeleted(RoomID)
    case themeCreated(Theme)
    case themeUpdated(Theme)
    case themeDeleted(ThemeID)
    case sessionStarted(session: SessionID, room: RoomID, startedAt: Timestamp)
    case sessionEnded(session: SessionID, room: RoomID, startedAt: Timestamp, endedAt: Timestamp)
    /// No guest comes in any more until the session is unlocked or has ended.
    case sessionLocked(session: SessionID, room: RoomID)
    case sessionUnlocked(session: SessionID, room: RoomID)
    /// Someone waits to be let in, or now waits for something else.
    case waitingJoined(WaitingPerson)
    /// The wait is over: let in, denied, or gone.
    case waitingLeft(WaitingPerson)
    /// The participant's times are nil: the documented body has none.
    case participantJoined(Participant)
    case participantLeft(Participant)
    case recordingStarted(recording: RecordingID, session: SessionID)
    case recordingEnded(
        recording: RecordingID, session: SessionID, startedAt: Timestamp, endedAt: Timestamp, seconds: Int)
    case recordingUploaded(
        recording: RecordingID, session: SessionID, room: RoomID, startedAt: Timestamp, endedAt: Timestamp,
        seconds: Int, url: String)
    /// There will be no file of a recording.
    case recordingFailed(recording: RecordingID, session: SessionID, room: RoomID, reason: String)
    /// An operator takes care of an alarm.
    case alarmAcknowledged(AlarmAcknowledgement)
    /// An operator wants to see an alarm again later.
    case alarmSnoozed(AlarmAcknowledgement)
    /// What was decided about an alarm counts no more.
    case alarmReopened(AlarmKey, operatorName: String)
    /// An operator wrote something down about a room.
    case noteAdded(RoomNote)

    public var name: EventName {
        switch self {
        case .roomCreated: .roomCreated
        case .roomUpdated: .roomUpdated
        case .roomExpired: .roomExpired
        case .roomDeleted: .roomDeleted
        case .themeCreated: .themeCreated
        case .themeUpdated: .themeUpdated
        case .themeDeleted: .themeDeleted
        case .sessionStarted: .sessionStarted
        case .sessionEnded: .sessionEnded
        case .sessionLocked: .sessionLocked
        case .sessionUnlocked: .sessionUnlocked
        case .waitingJoined: .waitingJoined
        case .waitingLeft: .waitingLeft
        case .participantJoined: .participantJoined
        case .participantLeft: .participantLeft
        case .recordingStarted: .recordingStarted
        case .recordingEnded: .recordingEnded
        case .recordingUploaded: .recordingUploaded
        case .recordingFailed: .recordingFailed
        case .alarmAcknowledged: .alarmAcknowledged
        case .alarmSnoozed: .alarmSnoozed
        case .alarmReopened: .alarmReopened
        case .noteAdded: .noteAdded
        }
    }

    /// The room that the event is about, where its body says so.
    public var roomID: RoomID? {
        switch self {
        case .roomCreated(let room), .roomUpdated(let room): room.id
        case .roomExpired(let room, _, _, _): room
        case .roomDeleted(let room): room
        case .sessionStarted(_, let room, _), .sessionEnded(_, let room, _, _): room
        case .sessionLocked(_, let room), .sessionUnlocked(_, let room): room
        case .waitingJoined(let person), .waitingLeft(let person): person.roomID
        case .participantJoined(let participant), .participantLeft(let participant): participant.roomID
        case .recordingUploaded(_, _, let room, _, _, _, _), .recordingFailed(_, _, let room, _): room
        case .noteAdded(let note): note.roomID
        case .themeCreated, .themeUpdated, .themeDeleted, .recordingStarted, .recordingEnded: nil
        case .alarmAcknowledged, .alarmSnoozed, .alarmReopened: nil
        }
    }

    /// The session that the event is about, if any.
    public var sessionID: SessionID? {
        switch self {
        case .sessionStarted(let session, _, _), .sessionEnded(let session, _, _, _): session
        case .sessionLocked(let session, _), .sessionUnlocked(let session, _): session
        case .waitingJoined(let person), .waitingLeft(let person): person.sessionID
        case .participantJoined(let participant), .participantLeft(let participant): participant.sessionID
        case .recordingStarted(_, let session), .recordingEnded(_, let session, _, _, _): session
        case .recordingUploaded(_, let session, _, _, _, _, _), .recordingFailed(_, let session, _, _): session
        case .noteAdded(let note): note.sessionID
        case .roomCreated, .roomUpdated, .roomExpired, .roomDeleted, .themeCreated, .themeUpdated, .themeDeleted: nil
        case .alarmAcknowledged, .alarmSnoozed, .alarmReopened: nil
        }
    }
}

/// The names of events. The raw values are the API's; those that no callback has are ours.
public enum EventName: String, Hashable, Sendable, CaseIterable {
    case roomCreated = "room:created"
    case roomUpdated = "room:updated"
    case roomExpired = "room:expired"
    case roomDeleted = "room:deleted"
    case themeCreated = "theme:created"
    case themeUpdated = "theme:updated"
    case themeDeleted = "theme:deleted"
    case sessionStarted = "session:started"
    case sessionEnded = "session:ended"
    case sessionLocked = "session:locked"
    case sessionUnlocked = "session:unlocked"
    case waitingJoined = "session:waiting:joined"
    case waitingLeft = "session:waiting:left"
    case participantJoined = "session:participant:joined"
    case participantLeft = "session:participant:left"
    case recordingStarted = "recording:started"
    case recordingEnded = "recording:ended"
    case recordingUploaded = "recording:uploaded"
    case recordingFailed = "recording:failed"
    case alarmAcknowledged = "alarm:acknowledged"
    case alarmSnoozed = "alarm:snoozed"
    case alarmReopened = "alarm:reopened"
    case noteAdded = "note:added"

    /// Which callback URL the event goes to; nil for what only the stream carries.
    public var callbackKind: CallbackKind? {
        switch self {
        case .roomExpired: .rooms
        case .sessionStarted, .sessionEnded, .participantJoined, .participantLeft: .sessions
        case .recordingStarted, .recordingEnded, .recordingUploaded: .recordings
        case .roomCreated, .roomUpdated, .roomDeleted, .themeCreated, .themeUpdated, .themeDeleted: nil
        case .sessionLocked, .sessionUnlocked, .waitingJoined, .waitingLeft, .recordingFailed: nil
        case .alarmAcknowledged, .alarmSnoozed, .alarmReopened, .noteAdded: nil
        }
    }
}
