public import Meetings

/// A session as far as it is known.
public struct KnownSession: Hashable, Sendable {
    /// The session's id.
    public let id: SessionID
    /// Nil while only a recording of it was heard.
    public internal(set) var roomID: RoomID?
    /// The earliest time that any source gave.
    public internal(set) var startedAt: Timestamp?
    /// The earliest end that any source gave; nil while none did.
    public internal(set) var endedAt: Timestamp?
    /// Everyone seen in it, inside or gone.
    public internal(set) var people: Set<ParticipantID> = []
    /// Its recordings, running or not.
    public internal(set) var recordings: Set<RecordingID> = []
    /// True while no guest is let in. Only a stream and a single look-up tell it.
    public internal(set) var isLocked = false
    /// Hosts who are inside now.
    public internal(set) var hosts = 0
    /// Guests who are inside now.
    public internal(set) var guests = 0
    /// Where the last news of it came from.
    public internal(set) var origin: Origin
    /// True when its room vanished from a listing: over, but when is not known. A listing may take it back.
    var isMissing = false
    /// The place in the log of the event that locked or unlocked it.
    var lockSequence: Int64?

    init(id: SessionID, origin: Origin) {
        self.id = id
        self.origin = origin
    }

    /// True until its end is known.
    public var isLive: Bool { endedAt == nil && !isMissing }
}

/// One visit as far as it is known.
public struct KnownParticipant: Hashable, Sendable {
    /// Its name is scrubbed; its times are the earliest that any source gave.
    public internal(set) var participant: Participant
    /// True once a source said so, which is final.
    public internal(set) var hasLeft = false
    /// When the visit was first heard of: the best guess where no source says when it began.
    public let firstHeardAt: Timestamp
    /// When the end of the visit was heard of.
    public internal(set) var leftHeardAt: Timestamp?
    /// Where the last news of it came from.
    public internal(set) var origin: Origin
    /// True when a listing of the session does not name it: gone, but when is not known.
    var isMissing = false

    init(participant: Participant, origin: Origin) {
        self.participant = participant
        self.firstHeardAt = origin.at
        self.origin = origin
    }

    /// False once the person left; a session that ended holds nobody, whatever this says.
    var mayBeInside: Bool { !hasLeft && !isMissing }
    /// When the visit began, or when it was first heard of.
    public var since: Timestamp { participant.joinedAt ?? firstHeardAt }
}

/// A recording as far as it is known.
public struct KnownRecording: Hashable, Sendable {
    /// Its fields; its status only rises.
    public internal(set) var recording: Recording
    /// Where the last news of it came from.
    public internal(set) var origin: Origin
    /// When it was heard last that it failed.
    var failedAt: Timestamp?
}
