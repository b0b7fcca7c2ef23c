public import Meetings

/// What is known, stripped of where it came from and when it was learned: equal for equal histories.
public struct Facts: Equatable, Sendable {
    /// The shown rooms; nil where no fields are known yet.
    public var rooms: [RoomID: RoomFacts] = [:]
    public var themes: [ThemeID: Theme] = [:]
    public var sessions: [SessionID: SessionFacts] = [:]
    public var people: [ParticipantID: PersonFacts] = [:]
    public var recordings: [RecordingID: Recording] = [:]

    /// One room.
    public struct RoomFacts: Equatable, Sendable {
        public var room: Room?
        public var isClosed: Bool
        public var hosts: Int
        public var guests: Int
        public var lastSessionEndedAt: Timestamp?
    }

    /// One session.
    public struct SessionFacts: Equatable, Sendable {
        public var roomID: RoomID?
        public var startedAt: Timestamp?
        public var endedAt: Timestamp?
        public var isLive: Bool
    }

    /// One visit.
    public struct PersonFacts: Equatable, Sendable {
        public var participant: Participant
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
            Facts.SessionFacts(roomID: $0.roomID, startedAt: $0.startedAt, endedAt: $0.endedAt, isLive: $0.isLive)
        }
        facts.people = people.mapValues { Facts.PersonFacts(participant: $0.participant, isInside: isInside($0)) }
        facts.recordings = recordings.mapValues(\.recording)
        return facts
    }
}
