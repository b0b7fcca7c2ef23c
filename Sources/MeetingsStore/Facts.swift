public import Meetings

/// What is known, stripped of where it came from and when it was learned: equal for equal histories.
public struct Facts: Equatable, Sendable {
    /// The shown rooms; nil where no fields are known yet.
    public var rooms: [RoomID: RoomFacts] = [:]
    /// The themes that exist.
    public var themes: [ThemeID: Theme] = [:]
    /// Live and ended sessions.
    public var sessions: [SessionID: SessionFacts] = [:]
    /// Everyone seen, inside or gone.
    public var people: [ParticipantID: PersonFacts] = [:]
    /// Everyone who waits to be let in.
    public var waiting: [ParticipantID: WaitingPerson] = [:]
    /// Recordings in every status.
    public var recordings: [RecordingID: Recording] = [:]

    /// One room.
    public struct RoomFacts: Equatable, Sendable {
        /// Its fields.
        public var room: Room?
        /// True once it closed.
        public var isClosed: Bool
        /// Hosts inside now.
        public var hosts: Int
        /// Guests inside now.
        public var guests: Int
        /// The end of its last ended session.
        public var lastSessionEndedAt: Timestamp?
    }

    /// One session.
    public struct SessionFacts: Equatable, Sendable {
        /// Its room, where known.
        public var roomID: RoomID?
        /// When it began, where known.
        public var startedAt: Timestamp?
        /// When it ended; nil while live or where not known.
        public var endedAt: Timestamp?
        /// True while it goes on.
        public var isLive: Bool
        /// True while it goes on without new guests.
        public var isLocked: Bool
    }

    /// One visit.
    public struct PersonFacts: Equatable, Sendable {
        /// Who, and the times that are known.
        public var participant: Participant
        /// True while the person is in the room.
        public var isInside: Bool
    }
}

extension State {
    /// All facts. Costs as much as there is.
    public var facts: Facts {
        var facts = Facts()
        for known in rooms.values where known.isShown {
            facts.rooms[known.id] = Facts.RoomFacts(
                room: known.room, isClosed: known.isClosed, hosts: known.hosts, guests: known.guests,
                lastSessionEndedAt: known.lastSessionEndedAt)
        }
        facts.themes = themes.mapValues(\.theme)
        facts.sessions = sessions.mapValues {
            Facts.SessionFacts(
                roomID: $0.roomID, startedAt: $0.startedAt, endedAt: $0.endedAt, isLive: $0.isLive,
                isLocked: $0.isLive && $0.isLocked)
        }
        facts.people = people.mapValues { Facts.PersonFacts(participant: $0.participant, isInside: isInside($0)) }
        facts.waiting = waiting.mapValues(\.person)
        facts.recordings = recordings.mapValues(\.recording)
        return facts
    }
}
