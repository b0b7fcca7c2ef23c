public import Meetings

/// Remembers which callbacks were taken, so that a repeated one is answered and not taken again.
///
/// An id is kept for at least `span`, longer than a signature stays valid: a captured request can only be sent again
/// while its id is still known. Beyond the span the latest ids are kept too, for deliveries retried hours later.
public struct ReplayWindow: Sendable {
    /// What to do with a callback that just came.
    public enum Verdict: Hashable, Sendable {
        /// Not seen yet: take it, then say how that went.
        case take
        /// The same one is being taken at this moment.
        case underWay
        /// Taken before.
        case repeated
    }

    private enum Entry {
        case underWay
        case taken(Timestamp)
    }

    private let span: Duration
    private let keptBeyondSpan: Int
    private var entries: [String: Entry] = [:]
    /// Taken ids, oldest first, from `head` on.
    private var order: [(id: String, at: Timestamp)] = []
    private var head = 0

    /// By default twice the tolerance, because a signed time may lie as far ahead as behind.
    public init(span: Duration = MeetingsCallbacks.tolerance * 2, keptBeyondSpan: Int = 10_000) {
        self.span = span
        self.keptBeyondSpan = keptBeyondSpan
    }

    /// How many ids are remembered.
    public var count: Int { entries.count }

    /// Asks about a callback by all ids that its signatures vouch for; `take` reserves them until `finish`.
    public mutating func begin(_ ids: [String]) -> Verdict {
        var isUnderWay = false
        for id in ids {
            switch entries[id] {
            case .taken: return .repeated
            case .underWay: isUnderWay = true
            case nil: break
            }
        }
        if isUnderWay { return .underWay }
        for id in ids { entries[id] = .underWay }
        return .take
    }

    /// Ends what `begin` started: remembers the ids when the callback was taken, forgets them when it was not.
    public mutating func finish(_ ids: [String], taken: Bool, now: Timestamp) {
        for id in ids {
            entries[id] = taken ? .taken(now) : nil
            if taken { order.append((id, now)) }
        }
        forgetOld(now: now)
    }

    private mutating func forgetOld(now: Timestamp) {
        while order.count - head > keptBeyondSpan, order[head].at + span < now {
            entries[order[head].id] = nil
            head += 1
        }
        // Moving the rest down only when half is dead keeps the cost per id constant.
        if head > 1024, head * 2 > order.count {
            order.removeFirst(head)
            head = 0
        }
    }
}
