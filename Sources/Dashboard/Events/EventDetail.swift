public import Meetings

/// One event with all that is told of it: its body, and the callbacks that carried it.
public struct EventDetail: Hashable, Sendable {
    /// Its place in the server's log.
    public var sequence: Int64
    /// The body as indented JSON, scrubbed, a line each.
    public var lines: [String]
    /// The callbacks that carried it; empty where nobody asked for any.
    public var callbacks: [Callback]

    /// The detail of an event.
    public init(sequence: Int64, lines: [String], callbacks: [Callback]) {
        self.sequence = sequence
        self.lines = lines
        self.callbacks = callbacks
    }

    /// One callback, as far as it has come.
    public struct Callback: Hashable, Sendable {
        public var id: Int64
        public var url: String
        public var state: DeliveryState
        public var attempts: Int
        /// The HTTP status of the last attempt; nil when there was no answer.
        public var lastStatus: Int?
        public var lastError: String?
        public var nextAttemptAt: Timestamp?

        /// A callback with these parts.
        public init(
            id: Int64, url: String, state: DeliveryState, attempts: Int, lastStatus: Int?, lastError: String?,
            nextAttemptAt: Timestamp?
        ) {
            self.id = id
            self.url = url
            self.state = state
            self.attempts = attempts
            self.lastStatus = lastStatus
            self.lastError = lastError
            self.nextAttemptAt = nextAttemptAt
        }

        /// `200`, `503 r2`, `dead`: the shortest that says how it stands.
        var text: String {
            switch state {
            case .dead: return "dead"
            case .delivered: return lastStatus.map(String.init) ?? "ok"
            case .pending:
                let answer = lastStatus.map(String.init) ?? (attempts > 0 ? "none" : "…")
                return attempts > 0 ? "\(answer) r\(attempts)" : answer
            }
        }
    }
}
