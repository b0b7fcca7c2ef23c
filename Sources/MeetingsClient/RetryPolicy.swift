/// Whether a request that failed is tried again, and after what wait.
///
/// A request is repeated only where the next try may well succeed, and where it then still happens once.
public struct RetryPolicy: Hashable, Sendable {
    /// How an attempt ended, as far as a retry depends on it.
    public enum Outcome: Hashable, Sendable {
        case status(Int, retryAfter: Duration?)
        case noConnection
    }

    /// Which failures a request may be repeated after.
    public enum Repetition: Hashable, Sendable {
        /// It changes nothing.
        case always
        /// It carries an idempotency key: what was done already is not done again. An answer is still an answer.
        case ifUnanswered
        case never
    }

    /// How often a request is sent at most, the first time included.
    public var attempts: Int
    /// The wait after the first failure; doubled after each further one.
    public var firstWait: Duration
    /// The longest wait that a server may ask for; beyond it the failure is shown at once.
    public var longestWait: Duration

    public init(
        attempts: Int = 3, firstWait: Duration = .milliseconds(200), longestWait: Duration = .seconds(10)
    ) {
        self.attempts = attempts
        self.firstWait = firstWait
        self.longestWait = longestWait
    }

    /// One attempt, whatever comes.
    public static let never = RetryPolicy(attempts: 1)

    /// The wait before the next attempt, or nil when the failure stands.
    ///
    /// `jitter` is a random number from 0 to 1 that shortens the wait by up to a half.
    public func wait(
        afterAttempt number: Int, repetition: Repetition, outcome: Outcome, jitter: Double
    ) -> Duration? {
        guard repetition == .always || (repetition == .ifUnanswered && outcome == .noConnection), number < attempts
        else { return nil }
        let plain = min(firstWait * (1 << min(max(number, 1) - 1, 16)), longestWait)
        let wait = plain * (1 - min(max(jitter, 0), 1) / 2)
        switch outcome {
        case .noConnection: return wait
        case .status(let status, let retryAfter) where [429, 502, 503, 504].contains(status):
            guard let retryAfter else { return wait }
            return retryAfter > longestWait ? nil : max(wait, retryAfter)
        case .status: return nil
        }
    }

    /// Reads a `Retry-After` field of whole seconds (RFC 9110 section 10.2.3); nil for a date or anything else.
    public static func retryAfter(_ text: String?) -> Duration? {
        guard let text, let seconds = Int64(text), (0...86_400).contains(seconds) else { return nil }
        return .seconds(seconds)
    }
}
