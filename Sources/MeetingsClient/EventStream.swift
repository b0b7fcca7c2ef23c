import AsyncHTTPClient
public import Meetings
import MeetingsWire
import NIOCore
import NIOHTTP1

/// What the event stream says.
public enum StreamItem: Hashable, Sendable {
    /// The server accepted: from now on nothing is missed.
    case opened
    case event(Event)
    /// A sign of life without a fact.
    case heartbeat
    /// An event that this version does not know; its place in the log, where the server named it.
    case unknown(sequence: Int64?)
}

/// The events of an application as they are committed, in order. It connects when the first item is asked for, and
/// asks the server for nothing that was not consumed.
///
/// Ends without an error when the server ends it. Throws `ClientError`: `.noStream` where the server has none. It does
/// not connect again by itself; `Feed` does.
public struct EventStream: AsyncSequence, Sendable {
    public typealias Element = StreamItem

    let exchange: Exchange
    let after: Int64?

    public func makeAsyncIterator() -> Iterator { Iterator(exchange: exchange, after: after) }

    public struct Iterator: AsyncIteratorProtocol {
        /// How many of the newest events a stream without a position begins with.
        private static let firstLook = 200
        private let exchange: Exchange
        private let after: Int64?
        private var chunks: HTTPClientResponse.Body.AsyncIterator?
        private var parser = ServerSentEventParser()
        private var ready: ArraySlice<StreamItem> = []

        init(exchange: Exchange, after: Int64?) {
            self.exchange = exchange
            self.after = after
        }

        public mutating func next() async throws -> StreamItem? {
            do {
                if chunks == nil {
                    chunks = try await open().body.makeAsyncIterator()
                    return .opened
                }
                while ready.isEmpty {
                    guard let chunk = try await chunks?.next(isolation: #isolation) else { return nil }
                    ready = try parser.receive(chunk.readableBytesView).compactMap(Self.item)[...]
                }
                return ready.popFirst()
            } catch is ServerSentEventParser.TooLarge {
                throw ClientError(.tooLarge, "\(exchange.server) sent an event that is too large to be one.")
            } catch {
                throw FailureExplanation.explain(error, server: exchange.server)
            }
        }

        private func open() async throws -> HTTPClientResponse {
            var query: [(name: String, value: String)] = []
            var headers: [(name: String, value: String)] = [("cache-control", "no-store")]
            if let after {
                query.append(("after", String(after)))
                headers.append(("last-event-id", String(after)))
            } else {
                query.append(("last", String(Self.firstLook)))
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

        private static func item(_ item: ServerSentEventParser.Item) -> StreamItem? {
            switch item {
            case .comment: return .heartbeat
            case .retry: return nil
            case .message(let id, _, let data):
                guard let envelope = try? EventEnvelopeJSON.read(data) else {
                    return .unknown(sequence: id.flatMap { Int64($0) })
                }
                guard let event = try? envelope.event() else { return .unknown(sequence: envelope.sequence) }
                return .event(event)
            }
        }
    }
}

extension Client {
    /// The stream of events after the one numbered `after`; nil starts with the next one to come.
    public func events(after: Int64?) -> EventStream { EventStream(exchange: exchange, after: after) }
}
