public import Meetings

/// A room as far as it is known, with what its row shows counted along.
public struct KnownRoom: Hashable, Sendable {
    /// The room's id.
    public let id: RoomID
    /// Nil while only events of its sessions were heard. Texts are scrubbed; `isAvailable` is never true once closed.
    public internal(set) var room: Room?
    /// True once the room has closed, which is final.
    public internal(set) var isClosed = false
    /// Live sessions; the API has at most one.
    public internal(set) var liveSessions: Set<SessionID> = []
    /// Hosts who are inside now.
    public internal(set) var hosts = 0
    /// Guests who are inside now.
    public internal(set) var guests = 0
    /// The most people who were inside at once since its live session began, as far as it was watched; afterwards of
    /// the last session.
    public internal(set) var peak: Int32 = 0
    /// Those who wait to be let in.
    public internal(set) var waiting: Set<ParticipantID> = []
    /// Recordings that run now.
    public internal(set) var recordings = 0
    /// The end of the last ended session; nil when none is known.
    public internal(set) var lastSessionEndedAt: Timestamp?
    /// How many people were inside lately.
    public internal(set) var history: PeopleHistory
    /// The highest number of people inside over the last minute.
    public internal(set) var crowd = RecentCrowd()
    /// Who came in lately.
    public internal(set) var joins = RecentJoins()
    /// Where the last news of it came from.
    public internal(set) var origin: Origin

    /// All sessions known of this room.
    var sessions: Set<SessionID> = []
    /// The place in the log of the event that the fields come from; a smaller one does not replace them.
    var sequence: Int64?
    /// When an event last set the fields; a listing asked for before that leaves them.
    var fieldsAt: Timestamp?

    init(id: RoomID, origin: Origin) {
        self.id = id
        self.origin = origin
        history = PeopleHistory(from: origin.at)
    }

    /// True while a session is live.
    public var isLive: Bool { !liveSessions.isEmpty }
    /// Everyone inside now.
    public var people: Int { hosts + guests }
    /// False for a room of which nothing is left to show: no fields known and nobody inside.
    public var isShown: Bool { room != nil || isClosed || isLive || !waiting.isEmpty }

    /// When and why the room will close; nil when it is closed, unknown, or an instant room with a live session.
    public var closing: RoomClosing? {
        guard let room, !isClosed else { return nil }
        return RoomClosing.planned(for: room, isLive: isLive, lastSessionEndedAt: lastSessionEndedAt)
    }

    mutating func endedSession(at time: Timestamp) {
        lastSessionEndedAt = lastSessionEndedAt.map { max($0, time) } ?? time
    }

    mutating func notePeak() { peak = max(peak, Int32(clamping: people)) }

    mutating func recordPeople(at time: Timestamp) {
        history.record(people, at: time)
        crowd.record(people, at: time)
    }
}

/// A theme as far as it is known. Its texts are scrubbed.
public struct KnownTheme: Hashable, Sendable {
    /// Its fields.
    public internal(set) var theme: Theme
    /// Where the last news of it came from.
    public internal(set) var origin: Origin
    var sequence: Int64?
    var fieldsAt: Timestamp?
}
