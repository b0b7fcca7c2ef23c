import AsyncHTTPClient
import Meetings
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
    private var openedAt = Timestamp(milliseconds: 0)
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
                guard let chunk = try await chunks?.next(isolation: #isolation) else {
                    exchange.report(call, from: openedAt, status: 200, failure: "The server ended the stream.")
                    return nil
                }
                ready = try parser.receive(chunk.readableBytesView)[...]
            }
            return ready.popFirst()
        } catch is ServerSentEventParser.TooLarge {
            throw ClientError(.tooLarge, "\(exchange.server) sent an event that is too large to be one.")
        } catch {
            let explained = FailureExplanation.explain(error, server: exchange.server)
            if let sentence = (explained as? ClientError)?.message {
                exchange.report(call, from: openedAt, status: 200, failure: sentence)
            }
            throw explained
        }
    }

    /// Returns once the server accepted. Does nothing when it did already.
    mutating func open() async throws {
        if chunks != nil { return }
        openedAt = exchange.clock.now
        do {
            chunks = try await response().body.makeAsyncIterator()
        } catch {
            let explained = FailureExplanation.explain(error, server: exchange.server)
            if let sentence = (explained as? ClientError)?.message {
                exchange.report(call, from: openedAt, failure: sentence)
            }
            throw explained
        }
        exchange.report(call, from: openedAt, status: 200)
    }

    /// The request that opens it.
    private var call: Exchange.Call {
        let position = after.map { (name: "after", value: String($0)) } ?? (name: "last", value: String(last))
        return Exchange.Call(method: .GET, path: ["events"], query: [position], accept: "text/event-stream")
    }

    private func response() async throws -> HTTPClientResponse {
        var headers: [(name: String, value: String)] = [("cache-control", "no-store")]
        if let after { headers.append(("last-event-id", String(after))) }
        // A stream has no end by itself; `Feed` watches for silence.
        let response = try await exchange.start(
            call, timeout: .seconds(365 * 86_400), headers: headers)
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
