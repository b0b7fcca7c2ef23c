import Meetings

/// Who is heard where too many microphones are open to send each to everybody: whoever talks, and who did last.
///
/// Sound grows with the square of the people, and nobody follows more than a few voices.
struct Talkers: Hashable, Sendable {
    /// With more microphones than this only the last voices are sent.
    static let crowd = 30
    /// How many voices are sent then.
    static let limit = 5

    private var talking: Set<ParticipantID> = []
    /// The latest to begin first.
    private var recent: [ParticipantID] = []

    /// Those to be heard. Nobody is cut short as long as few talk at once.
    var heard: Set<ParticipantID> {
        let order = recent.filter(talking.contains) + recent.filter { !talking.contains($0) }
        return Set(order.prefix(Self.limit))
    }

    mutating func update(_ id: ParticipantID, isTalking: Bool) {
        guard isTalking else { return _ = talking.remove(id) }
        talking.insert(id)
        recent.removeAll { $0 == id }
        recent.insert(id, at: 0)
    }

    /// Their voice is gone.
    mutating func forget(_ id: ParticipantID) {
        talking.remove(id)
        recent.removeAll { $0 == id }
    }
}
