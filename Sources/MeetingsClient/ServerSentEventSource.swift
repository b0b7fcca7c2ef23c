import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// One connection to a server's event stream, and what comes over it. Connects when the first item is asked for, and
/// never again.
struct ServerSentEventSource {
    /// How many of the newest events a stream without a position begins with, unless told otherwise.
    static let firstLook = 200

    private let exchange: Exchange
    private let after: Int64?
    private let last: Int
    private var chunks: HTTPClientResponse.Body.AsyncIterator?
    private var parser = ServerSentEventParser()
    private var ready: ArraySlice<ServerSentEventParser.Item> = []

    init(exchange: Exchange, after: Int64?, last: Int = firstLook) {
        self.exchange = exchange
        self.after = after
        self.last = last
    }

    /// The next item; nil when the server ended the stream. Throws `ClientError`.
    mutating func next() async throws -> ServerSentEventParser.Item? {
        try await open()
        do {
            while ready.isEmpty {
                guard let chunk = try await chunks?.next(isolation: #isolation) else { return nil }
                ready = try parser.receive(chunk.readableBytesView)[...]
            }
            return ready.popFirst()
        } catch is ServerSentEventParser.TooLarge {
            throw ClientError(.tooLarge, "\(exchange.server) sent an event that is too large to be one.")
        } catch {
            throw FailureExplanation.explain(error, server: exchange.server)
        }
    }

    /// Returns once the server accepted. Does nothing when it did already.
    mutating func open() async throws {
        if chunks != nil { return }
        do {
            chunks = try await response().body.makeAsyncIterator()
        } catch {
            throw FailureExplanation.explain(error, server: exchange.server)
        }
    }

    private func response() async throws -> HTTPClientResponse {
        var query: [(name: String, value: String)] = []
        var headers: [(name: String, value: String)] = [("cache-control", "no-store")]
        if let after {
            query.append(("after", String(after)))
            headers.append(("last-event-id", String(after)))
        } else {
            query.append(("last", String(last)))
        }
        // A stream has no end by itself; `Feed` watches for silence.
        let response = try await exchange.start(
            Exchange.Call(method: .GET, path: ["events"], query: query, accept: "text/event-stream"),
            timeout: .seconds(365 * 86_400), headers: headers)
        let status = Int(response.status.code)
        let isStream = response.headers.first(name: "content-type")?.lowercased().hasPrefix("text/event-stream")
        switch status {
        case 200 where isStream == true: return response
        case 200, 404, 405, 406, 501:
            throw ClientError(.noStream, "\(exchange.server) has no event stream.")
        default:
            if status == 401 { await exchange.tokens.discard() }
            throw exchange.refusal(status: status, body: try await exchange.collect(response))
        }
    }
}
