public import Meetings

/// Somebody inside, gone or waiting, as a filter sees it.
public struct PersonSubject: FilterSubject {
    private enum Stage { case inside, left, waiting(WaitingReason) }

    private let id: ParticipantID
    private let name: String
    private let isHost: Bool
    private let roomID: RoomID
    private let sessionID: SessionID?
    private let since: Timestamp
    private let leftAt: Timestamp?
    private let stage: Stage
    private let state: Surroundings
    private let now: Timestamp
    private let isMarked: Bool

    /// One visit. `surroundings` are those of the state that it is from.
    public init(_ known: KnownParticipant, in surroundings: Surroundings, now: Timestamp, isMarked: Bool = false) {
        let person = known.participant
        let isInside = known.mayBeInside && surroundings.sessions[person.sessionID]?.isLive == true
        id = person.id
        name = person.name
        isHost = person.isHost
        sessionID = person.sessionID
        roomID = surroundings.sessions[person.sessionID]?.roomID ?? person.roomID
        since = known.since
        leftAt =
            isInside
            ? nil : person.leftAt ?? known.leftHeardAt ?? surroundings.sessions[person.sessionID]?.endedAt
        stage = isInside ? .inside : .left
        state = surroundings
        self.now = now
        self.isMarked = isMarked
    }

    /// Somebody who waits to be let in.
    public init(_ known: KnownWait, in surroundings: Surroundings, now: Timestamp, isMarked: Bool = false) {
        id = known.person.id
        name = known.person.name
        isHost = false
        roomID = known.person.roomID
        sessionID = known.person.sessionID
        since = known.since
        leftAt = nil
        stage = .waiting(known.person.waitsFor)
        state = surroundings
        self.now = now
        self.isMarked = isMarked
    }

    public var words: [String] {
        let room = state.rooms[roomID]?.room?.displayName
        return [name, id.rawValue, isHost ? "host" : "guest", room ?? roomID.rawValue]
    }

    public func values(of field: String) -> [FilterValue] {
        switch field {
        case "name": return [.text(name)]
        case "id": return [.text(id.rawValue)]
        case "role": return [.text(isHost ? "host" : "guest")]
        case "room": return state.names(of: roomID)
        case "session": return sessionID.map { [.text($0.rawValue)] } ?? []
        case "joined": return [.time(since)]
        case "left": return leftAt.map { [.time($0)] } ?? []
        case "stay":
            if has("left"), leftAt == nil { return [] }
            return [.span((leftAt ?? now) - since)]
        case "waits":
            if case .waiting(let reason) = stage { return [.text(reason.rawValue)] }
            return []
        default: return []
        }
    }

    public func has(_ flag: String) -> Bool {
        switch (flag, stage) {
        case ("inside", .inside), ("left", .left), ("waiting", .waiting): true
        case ("host", _): isHost
        case ("guest", _): !isHost
        case ("marked", _): isMarked
        default: false
        }
    }
}
