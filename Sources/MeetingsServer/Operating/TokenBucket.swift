/// How often something may happen: evenly, and how much at once after a pause.
public struct RateLimit: Hashable, Sendable {
    public var perSecond: Int
    public var burst: Int

    /// Both at least 1; a burst that is not given is two seconds' worth.
    public init(perSecond: Int, burst: Int? = nil) {
        self.perSecond = max(perSecond, 1)
        self.burst = max(burst ?? perSecond * 2, 1)
    }
}

/// A bucket that fills evenly and that each happening takes one token from.
struct TokenBucket: Hashable, Sendable {
    private var tokens: Double
    private var filledAt: ContinuousClock.Instant

    init(full limit: RateLimit, at now: ContinuousClock.Instant) {
        tokens = Double(limit.burst)
        filledAt = now
    }

    /// Takes a token; when there is none, how long until there will be one.
    mutating func take(_ limit: RateLimit, at now: ContinuousClock.Instant) -> Duration? {
        let rate = Double(limit.perSecond)
        let passed = max((now - filledAt) / .seconds(1), 0)
        tokens = min(Double(limit.burst), tokens + passed * rate)
        filledAt = max(now, filledAt)
        guard tokens < 1 else {
            tokens -= 1
            return nil
        }
        return .seconds((1 - tokens) / rate)
    }

    /// Whether it has filled up again: then it says no more than a new one would.
    func isFull(_ limit: RateLimit, at now: ContinuousClock.Instant) -> Bool {
        tokens + (now - filledAt) / .seconds(1) * Double(limit.perSecond) >= Double(limit.burst)
    }
}
