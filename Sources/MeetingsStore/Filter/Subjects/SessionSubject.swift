public import Meetings

/// A session as a filter sees it.
public struct SessionSubject: FilterSubject {
    private let known: KnownSession
    private let state: Surroundings
    private let now: Timestamp
    private let isMarked: Bool

    /// `surroundings` are those of the state that the session is from.
    public init(_ known: KnownSession, in surroundings: Surroundings, now: Timestamp, isMarked: Bool = false) {
        self.known = known
        state = surroundings
        self.now = now
        self.isMarked = isMarked
    }

    public var words: [String] {
        guard let name = known.roomID.flatMap({ state.rooms[$0]?.room?.displayName }) else {
            return [known.id.rawValue]
        }
        return [name, known.id.rawValue]
    }

    public func values(of field: String) -> [FilterValue] {
        switch field {
        case "id": return [.text(known.id.rawValue)]
        case "room": return state.names(of: known.roomID)
        case "people": return [.number(Double(known.hosts + known.guests))]
        case "seen": return [.number(Double(known.people.count))]
        case "hosts": return [.number(Double(known.hosts))]
        case "guests": return [.number(Double(known.guests))]
        case "person": return known.people.compactMap { state.people[$0].map { .text($0.participant.name) } }
        case "started": return known.startedAt.map { [.time($0)] } ?? []
        case "ended": return known.endedAt.map { [.time($0)] } ?? []
        case "recordings": return [.number(Double(known.recordings.count))]
        case "length":
            guard let start = known.startedAt, let end = known.endedAt ?? (known.isLive ? now : nil) else { return [] }
            return [.span(end - start)]
        default: return []
        }
    }

    public func has(_ flag: String) -> Bool {
        switch flag {
        case "live": known.isLive
        case "ended": !known.isLive
        case "locked": known.isLive && known.isLocked
        case "recording": known.recordings.contains { (state.recordings[$0]?.recording.status ?? .stopped) < .stopped }
        case "recorded": !known.recordings.isEmpty
        case "hostless": known.guests > 0 && known.hosts == 0
        case "empty": known.hosts + known.guests == 0
        case "marked": isMarked
        default: false
        }
    }
}
