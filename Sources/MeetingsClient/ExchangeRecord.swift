public import Meetings
import NIOHTTP1

/// One request that was sent, and what came of it. Holds no token: only path, query and what a refusal said.
public struct ExchangeRecord: Hashable, Sendable {
    /// When it was sent.
    public var at: Timestamp
    public var method: String
    /// Path below the base URL, and query.
    public var path: String
    /// Nil when no answer came.
    public var status: Int?
    /// Until the last byte of the answer; for a stream, until its head.
    public var took: Duration
    /// Why no answer came, or what the refusal said; for a stream also how it ended. For a person.
    public var failure: String?
    /// The server's name for the request, where it gave one.
    public var requestID: String?
    /// The beginning of the body of an answer that was no success.
    public var answer: String?

    /// How many bytes of such a body are kept.
    static let answerLimit = 2048
}

extension Client {
    /// The same client, telling of each request that it sends: also of those that are tried again.
    public func observed(by observer: @escaping @Sendable (ExchangeRecord) -> Void) -> Client {
        var client = self
        client.exchange.observer = observer
        return client
    }
}

extension Exchange {
    /// Tells of one request.
    func report(
        _ call: Call, from start: Timestamp, status: Int? = nil, requestID: String? = nil, failure: String? = nil,
        answer: [UInt8]? = nil
    ) {
        guard let observer else { return }
        let query = call.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        observer(
            ExchangeRecord(
                at: start, method: call.method.rawValue,
                path: "/" + call.path.joined(separator: "/") + (query.isEmpty ? "" : "?" + query), status: status,
                took: max(.zero, clock.now - start), failure: failure, requestID: requestID,
                answer: answer.flatMap {
                    $0.isEmpty ? nil : String(decoding: $0.prefix(ExchangeRecord.answerLimit), as: UTF8.self)
                }))
    }
}
