import Meetings

/// What rows of a state are looked up in: no more of it than filters need.
public struct Surroundings {
    let rooms: [RoomID: KnownRoom]
    let themes: [ThemeID: KnownTheme]
    let sessions: [SessionID: KnownSession]
    let people: [ParticipantID: KnownParticipant]
    let recordings: [RecordingID: KnownRecording]

    /// The surroundings of all rows of `state`.
    public init(_ state: State) {
        rooms = state.rooms
        themes = state.themes
        sessions = state.sessions
        people = state.people
        recordings = state.recordings
    }

    /// The name and the id of a room, as far as they are known.
    func names(of room: RoomID?) -> [FilterValue] {
        guard let room else { return [] }
        guard let name = rooms[room]?.room?.displayName else { return [.text(room.rawValue)] }
        return [.text(name), .text(room.rawValue)]
    }

    /// The names of everyone who may be inside live sessions.
    func people(in sessions: Set<SessionID>) -> [FilterValue] {
        var names: [FilterValue] = []
        for session in sessions {
            for id in self.sessions[session]?.people ?? [] {
                if let person = people[id], person.mayBeInside { names.append(.text(person.participant.name)) }
            }
        }
        return names
    }
}
