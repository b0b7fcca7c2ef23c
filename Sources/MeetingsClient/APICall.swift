import Meetings
import MeetingsWire

/// One call of the API: what is sent, and how its answer is read. Made by the static functions that are named for what
/// they do, sent by `Client.answer(to:)`.
public struct APICall<Answer: Sendable>: Sendable {
    public let method: Client.Method
    /// The segments below the base URL, unescaped.
    public let path: [String]
    public let query: [(name: String, value: String)]
    /// JSON, nil for none.
    public let body: [UInt8]?
    /// Tells the server that two requests are the same one, sent again. Only calls that make something have one.
    public let idempotencyKey: String?
    let read: @Sendable ([UInt8]) throws(WireError) -> Answer

    init(
        _ method: Client.Method, _ path: [String], query: [(name: String, value: String)] = [], body: [UInt8]? = nil,
        idempotencyKey: String? = nil, read: @escaping @Sendable ([UInt8]) throws(WireError) -> Answer
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.body = body
        self.idempotencyKey = idempotencyKey
        self.read = read
    }
}

extension APICall where Answer == Void {
    /// A call whose answer says nothing.
    init(
        _ method: Client.Method, _ path: [String], query: [(name: String, value: String)] = [], body: [UInt8]? = nil
    ) {
        self.init(method, path, query: query, body: body) { _ in }
    }
}

extension APICall where Answer == [UInt8] {
    /// A call that has no function of its own: any path and body, and the answer as it came.
    public static func any(
        _ method: Client.Method, _ path: [String], query: [(name: String, value: String)] = [], body: [UInt8]? = nil
    ) -> APICall {
        APICall(method, path, query: query, body: body) { $0 }
    }
}

extension Client {
    /// Sends a call and reads its answer. Calls that change nothing are tried up to three times; those with an
    /// idempotency key too, where no answer came; all others once.
    public func answer<Answer>(to call: APICall<Answer>) async throws -> Answer {
        try read(try await body(of: call), as: call)
    }

    /// Sends a call and returns the answer's body as it came.
    public func body<Answer>(of call: APICall<Answer>) async throws -> [UInt8] {
        try await exchange.send(Exchange.Call(call))
    }

    /// Reads a body that `body(of:)` returned.
    public func read<Answer>(_ body: [UInt8], as call: APICall<Answer>) throws(ClientError) -> Answer {
        try exchange.read(body, with: call.read)
    }

    /// Where a call goes, for showing it.
    public func url<Answer>(of call: APICall<Answer>) -> String { exchange.server.url(call.path, query: call.query) }
}
