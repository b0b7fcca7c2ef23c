public import Meetings

/// A session with what a list of sessions shows beside it.
public struct StoredSession: Hashable, Sendable {
    public var applicationID: ApplicationID
    /// Its start is always known.
    public var session: Session
    /// The display name of its room, as the room has it now; hostile until scrubbed.
    public var roomName: String
    /// How many participants are inside.
    public var present: Int
    /// How many participants ever were inside; whoever came back counts again.
    public var seen: Int
    /// True while nobody else may enter.
    public var isLocked: Bool
    /// True when it was recorded, at least in part.
    public var isRecorded: Bool
    /// How long it was recorded, in whole seconds: the recordings that ended, together.
    public var recordedSeconds: Int
    /// How long people were inside, in whole seconds: the visits that ended, together.
    public var billedSeconds: Int

    public init(
        applicationID: ApplicationID, session: Session, roomName: String, present: Int, seen: Int,
        isLocked: Bool = false, isRecorded: Bool = false, recordedSeconds: Int = 0, billedSeconds: Int = 0
    ) {
        self.applicationID = applicationID
        self.session = session
        self.roomName = roomName
        self.present = present
        self.seen = seen
        self.isLocked = isLocked
        self.isRecorded = isRecorded
        self.recordedSeconds = recordedSeconds
        self.billedSeconds = billedSeconds
    }
}

/// Some sessions of an application, the newest first.
public struct StoredSessionPage: Hashable, Sendable {
    public var sessions: [StoredSession]
    /// How many sessions there are on all pages.
    public var total: Int

    public init(sessions: [StoredSession], total: Int) {
        self.sessions = sessions
        self.total = total
    }
}
