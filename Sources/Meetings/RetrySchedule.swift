/// When a callback that failed is tried again: quickly at first, then every two hours, for 96 hours in all.
public enum RetrySchedule {
    /// What to do after a failed attempt.
    public enum Decision: Hashable, Sendable {
        case retry(at: Timestamp)
        /// The schedule is used up: a dead letter.
        case giveUp
    }

    /// Waits after the first, second, … failed attempt; the last one repeats.
    static let waits: [Duration] = [5, 30, 120, 600, 1800, 3600, 7200].map { .seconds($0) }
    /// How long after its event a callback is still tried.
    public static let span = Duration.seconds(96 * 3600)

    /// What follows the failure of attempt `number` (from 1) of an event committed at `committedAt`.
    ///
    /// `jitter` is a random number from -1 to 1 and moves the wait by up to 20 % either way. `retryAfter` is the
    /// receiver's own wish (RFC 9110 section 10.2.3), honoured up to two hours when it is later.
    public static func afterFailure(
        ofAttempt number: Int, committedAt: Timestamp, now: Timestamp, jitter: Double, retryAfter: Duration? = nil
    ) -> Decision {
        let wait = waits[min(max(number, 1), waits.count) - 1]
        let spread = Duration.milliseconds(Int64(Double(wait.wholeMilliseconds) * 0.2 * min(max(jitter, -1), 1)))
        var next = now + wait + spread
        if let retryAfter { next = max(next, now + min(retryAfter, .seconds(7200))) }
        return next > committedAt + span ? .giveUp : .retry(at: next)
    }
}
