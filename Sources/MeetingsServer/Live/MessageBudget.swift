/// How many messages may come: a burst at once, and then so many a second.
struct MessageBudget: Hashable, Sendable {
    let burst: Double
    let perSecond: Double
    private var left: Double
    private var countedAt: ContinuousClock.Instant?

    init(burst: Int, perSecond: Int) {
        self.burst = Double(burst)
        self.perSecond = Double(perSecond)
        left = Double(burst)
    }

    /// Takes one message at `now`. False when there are none left.
    mutating func take(at now: ContinuousClock.Instant) -> Bool {
        let passed = (countedAt ?? now).duration(to: now) / .seconds(1)
        countedAt = now
        left = min(burst, left + passed * perSecond)
        guard left >= 1 else { return false }
        left -= 1
        return true
    }
}
