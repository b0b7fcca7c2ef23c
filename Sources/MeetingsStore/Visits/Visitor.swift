public import Meetings

/// One person of a session as far as names tell: visits of the same name and role that do not overlap. The API gives
/// a person a new id with each visit.
public struct Visitor: Hashable, Sendable {
    /// One stay.
    public struct Visit: Hashable, Sendable {
        /// The visit's id.
        public let id: ParticipantID
        /// When it began.
        public let from: Timestamp
        /// When it ended; nil while it goes on.
        public let until: Timestamp?
    }

    /// The name, scrubbed.
    public let name: String
    /// True for a host.
    public let isHost: Bool
    /// The stays, oldest first. Never empty.
    public internal(set) var visits: [Visit]

    init(name: String, isHost: Bool, first: Visit) {
        self.name = name
        self.isHost = isHost
        visits = [first]
        last = first
    }

    /// The newest stay.
    public internal(set) var last: Visit
    /// True while the person is in the room.
    public var isInside: Bool { last.until == nil }
    /// How long the person was away between two stays, at most.
    public var longestGap: Duration? {
        zip(visits, visits.dropFirst()).compactMap { first, second in first.until.map { second.from - $0 } }.max()
    }

    /// How long the stays are together.
    public func stay(now: Timestamp) -> Duration {
        visits.reduce(.zero) { $0 + max(.zero, ($1.until ?? now) - $1.from) }
    }

    /// The visits of a session as visitors: who is inside first, hosts before guests, then in the order in which they
    /// came; then who left, the last to leave first.
    static func grouping(_ visits: [(KnownParticipant, Visit)]) -> [Visitor] {
        struct Key: Hashable {
            let name: String
            let isHost: Bool
        }
        var visitors: [Visitor] = []
        var indexes: [Key: [Int]] = [:]
        for (known, visit) in visits.sorted(by: { ($0.1.from, $0.1.id) < ($1.1.from, $1.1.id) }) {
            let person = known.participant
            let key = Key(name: person.name, isHost: person.isHost)
            let gone = indexes[key]?.first { index in visitors[index].last.until.map { $0 <= visit.from } == true }
            if let gone {
                visitors[gone].visits.append(visit)
                visitors[gone].last = visit
            } else {
                indexes[key, default: []].append(visitors.count)
                visitors.append(Visitor(name: person.name, isHost: person.isHost, first: visit))
            }
        }
        return visitors.sorted { left, right in
            if left.isInside != right.isInside { return left.isInside }
            if left.isInside, left.isHost != right.isHost { return left.isHost }
            if let first = left.last.until, let second = right.last.until, first != second { return first > second }
            return (left.visits[0].from, left.last.id) < (right.visits[0].from, right.last.id)
        }
    }
}
