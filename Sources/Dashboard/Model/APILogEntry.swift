public import Meetings

/// One request that was sent to the server. It holds no secret: neither a token nor a host link.
public struct APILogEntry: Hashable, Sendable {
    /// Rising within one run.
    public var number: Int
    /// When it was sent.
    public var at: Timestamp
    public var method: String
    /// Path and query, as sent.
    public var path: String
    /// Nil when no answer came.
    public var status: Int?
    /// From sending to the last byte of the answer.
    public var took: Duration
    /// Why no answer came, or what the server's refusal said.
    public var failure: String?
    /// The server's name for the request, where it gave one.
    public var requestID: String?
    /// The beginning of the body of an answer that was no success.
    public var answer: String?
    /// True for what the feed asks by itself: the operator's own requests must not drown in it.
    public var isPoll: Bool
    /// How often the feed asked the same and got the same status.
    public var times = 1

    /// An entry with these parts.
    public init(
        number: Int, at: Timestamp, method: String, path: String, status: Int? = nil, took: Duration,
        failure: String? = nil, requestID: String? = nil, answer: String? = nil, isPoll: Bool = false
    ) {
        self.number = number
        self.at = at
        self.method = method
        self.path = path
        self.status = status
        self.took = took
        self.failure = failure
        self.requestID = requestID
        self.answer = answer
        self.isPoll = isPoll
    }

    /// True for the same path and query, whatever the time is from which changes are asked for.
    func asksTheSame(as other: APILogEntry) -> Bool {
        path == other.path || subject(of: path) == subject(of: other.path) && path.contains(Self.changesFrom)
    }

    private static let changesFrom = "active_from="

    /// The path up to the time from which changes are asked for.
    private func subject(of path: String) -> Substring {
        path.firstRange(of: Self.changesFrom).map { path[..<$0.lowerBound] } ?? path[...]
    }
}
