import Synchronization

/// How many connections are open, and how many were turned away because there were too many.
final class ConnectionCount: Sendable {
    let limit: Int
    private let opened = Atomic(0)
    private let turnedAway = Counter()

    init(limit: Int) { self.limit = limit }

    var open: Int { opened.load(ordering: .relaxed) }
    var refused: Int { turnedAway.value }

    /// Counts a connection; false when it is one too many and was not counted.
    func enter() -> Bool {
        if opened.add(1, ordering: .relaxed).newValue <= limit { return true }
        leave()
        turnedAway.increment()
        return false
    }

    func leave() { opened.subtract(1, ordering: .relaxed) }
}
