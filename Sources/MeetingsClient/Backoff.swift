/// The waits between attempts to reach a server again: doubled each time, up to a limit, spread by chance so that
/// many clients do not return in one instant.
public struct Backoff: Hashable, Sendable {
    private let first: Duration
    private let longest: Duration
    private var failures = 0

    public init(first: Duration = .milliseconds(250), longest: Duration = .seconds(8)) {
        self.first = first
        self.longest = longest
    }

    /// The next wait. `jitter` is a random number from 0 to 1 that shortens it by up to a half.
    public mutating func next(jitter: Double) -> Duration {
        let plain = min(first * (1 << min(failures, 16)), longest)
        failures += 1
        return plain * (1 - min(max(jitter, 0), 1) / 2)
    }

    /// Starts from the shortest wait again, once the server was heard.
    public mutating func reset() { failures = 0 }
}
