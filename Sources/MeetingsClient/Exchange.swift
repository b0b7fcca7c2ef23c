import AsyncHTTPClient
import Logging
import Meetings
import MeetingsWire
import NIOCore
import NIOHTTP1

/// Sends requests with a token, tries again as the policy says, and turns refusals into errors. The thin part that
/// does the IO of `Client`.
struct Exchange: Sendable {
    let http: HTTPClient
    let server: ServerAddress
    let tokens: TokenSource
    let clock: any WallClock
    let retry: RetryPolicy
    let jitter: @Sendable () -> Double
    let timeout: Duration
    let logger: Logger
    /// Is told of each request that was sent.
    var observer: (@Sendable (ExchangeRecord) -> Void)?

    /// One request, its method and where it goes.
    struct Call: Sendable {
        var method: HTTPMethod
        var path: [String]
        var query: [(name: String, value: String)] = []
        var body: [UInt8]?
        var accept = "application/json"
        var idempotencyKey: String?

        /// What a failed attempt may be repeated for.
        var repetition: RetryPolicy.Repetition {
            method == .GET ? .always : idempotencyKey == nil ? .never : .ifUnanswered
        }
    }

    /// The body of a successful answer. Throws `ClientError`, or `CancellationError` when the task is cancelled.
    func send(_ call: Call) async throws -> [UInt8] {
        var attempt = 1
        while true {
            let outcome: RetryPolicy.Outcome
            let failure: any Error
            let sentAt = clock.now
            do {
                let response = try await start(call, timeout: timeout)
                let body = try await collect(response)
                let status = Int(response.status.code)
                let requestID = response.headers.first(name: "x-request-id")
                if (200..<300).contains(status) {
                    report(call, from: sentAt, status: status, requestID: requestID)
                    return body
                }
                let refusal = refusal(status: status, body: body)
                report(
                    call, from: sentAt, status: status, requestID: requestID, failure: refusal.message, answer: body)
                failure = refusal
                outcome = .status(
                    status, retryAfter: RetryPolicy.retryAfter(response.headers.first(name: "retry-after")))
                if status == 401 { await tokens.discard() }
            } catch {
                failure = FailureExplanation.explain(error, server: server)
                if let sentence = (failure as? ClientError)?.message { report(call, from: sentAt, failure: sentence) }
                guard let code = (failure as? ClientError)?.code, [.unreachable, .timedOut].contains(code) else {
                    throw failure
                }
                outcome = .noConnection
            }
            let wait = retry.wait(
                afterAttempt: attempt, repetition: call.repetition, outcome: outcome, jitter: jitter())
            guard let wait else { throw failure }
            logger.debug("request tried again", metadata: ["attempt": "\(attempt)"])
            try await clock.sleep(until: clock.now + wait)
            attempt += 1
        }
    }

    /// Sends one request and returns when the head of the answer is there. Throws what the network throws.
    func start(
        _ call: Call, timeout: Duration, headers: [(name: String, value: String)] = []
    ) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: server.url(call.path, query: call.query))
        request.method = call.method
        request.headers.add(name: "authorization", value: "Bearer " + (try await tokens.token()))
        request.headers.add(name: "accept", value: call.accept)
        request.headers.add(name: "user-agent", value: "greenroom")
        if let key = call.idempotencyKey { request.headers.add(name: "idempotency-key", value: key) }
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body = call.body {
            request.headers.add(name: "content-type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        return try await http.execute(request, timeout: .milliseconds(timeout.wholeMilliseconds))
    }

    /// The whole body, up to the limit.
    func collect(_ response: HTTPClientResponse) async throws -> [UInt8] {
        Array(try await response.body.collect(upTo: MeetingsClient.bodyLimit).readableBytesView)
    }

    /// What an unsuccessful answer says.
    func refusal(status: Int, body: [UInt8]) -> ClientError {
        if (300..<400).contains(status) {
            return ClientError(
                .notUnderstood,
                "\(server) sends requests on to another address (status \(status)). Name the final address instead.")
        }
        var refusal = ClientError.refused(ProblemJSON.read(body, status: status), by: server.description)
        if [403, 404, 405, 410].contains(status), !Self.hasExplanation(body) {
            refusal.code = .notUnderstood
            refusal.message =
                "\(server) answered with status \(status), but not as a Meetings API does. Check that the address is right."
        }
        return refusal
    }

    /// True for an error body in the API's shape: it says something.
    private static func hasExplanation(_ body: [UInt8]) -> Bool {
        guard let value = try? JSONReader.value(of: body) else { return false }
        return ["message", "detail", "title"].contains { name in
            if case .string(let text)? = value[name] { !text.isEmpty } else { false }
        }
    }

    /// Reads an answer, and says so when it is not what the API documents.
    func read<Value>(_ body: [UInt8], with reader: ([UInt8]) throws(WireError) -> Value) throws(ClientError) -> Value {
        do {
            return try reader(body)
        } catch {
            throw ClientError(
                .notUnderstood,
                "\(server) answered with something else than this API documents: \(error.message.scrubbed()). "
                    + "Check that the address is that of a Meetings API.", cause: error)
        }
    }
}

extension Exchange.Call {
    init<Answer>(_ call: APICall<Answer>) {
        self.init(
            method: HTTPMethod(rawValue: call.method.rawValue), path: call.path, query: call.query, body: call.body,
            idempotencyKey: call.idempotencyKey)
    }
}
