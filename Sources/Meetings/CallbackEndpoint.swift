/// How the callbacks to one URL fare.
public struct CallbackEndpoint: Hashable, Sendable {
    /// Where they go.
    public var url: String
    /// How many are still to be delivered.
    public var pending: Int
    /// How many were given up and not sent again since.
    public var dead: Int
    /// When the oldest that is still to be delivered was committed; nil when none is.
    public var oldestPendingAt: Timestamp?
    /// How many attempts in a row failed last.
    public var failures: Int
    /// True when nothing is sent there until somebody resumes it.
    public var isPaused: Bool

    /// An endpoint with these parts.
    public init(
        url: String, pending: Int = 0, dead: Int = 0, oldestPendingAt: Timestamp? = nil, failures: Int = 0,
        isPaused: Bool = false
    ) {
        self.url = url
        self.pending = pending
        self.dead = dead
        self.oldestPendingAt = oldestPendingAt
        self.failures = failures
        self.isPaused = isPaused
    }
}
