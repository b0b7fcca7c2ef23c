internal import Synchronization

/// What the sender has done since the server started, and what it is doing.
public struct DeliveryCounters: Hashable, Sendable {
    /// How many attempts came to what.
    public var attempts: [AttemptKind: Int] = [:]
    /// How many callbacks gave up their turn, how often a URL was paused, how many callbacks were given up.
    public var parked = 0
    public var paused = 0
    public var dead = 0
    /// How many attempts are under way now.
    public var underWay = 0

    public init() {}
}

/// Counts for whoever scrapes.
public final class DeliveryMeter: Sendable {
    private let state = Mutex(DeliveryCounters())

    public init() {}

    /// The counters at this moment.
    public var counters: DeliveryCounters { state.withLock { $0 } }

    func begin() { state.withLock { $0.underWay += 1 } }

    /// Ends what `begin` began; nil for an attempt that was broken off.
    func end(_ kind: AttemptKind?) {
        state.withLock { counters in
            counters.underWay -= 1
            if let kind { counters.attempts[kind, default: 0] += 1 }
        }
    }

    func note(_ change: (inout DeliveryCounters) -> Void) { state.withLock { change(&$0) } }
}
