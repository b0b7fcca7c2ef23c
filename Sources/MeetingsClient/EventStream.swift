public import Meetings
public import MeetingsWire

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
        private var source: ServerSentEventSource
        private var hasBegun = false

        init(exchange: Exchange, after: Int64?) {
            source = ServerSentEventSource(exchange: exchange, after: after)
        }

        public mutating func next() async throws -> StreamItem? {
            if !hasBegun {
                try await source.open()
                hasBegun = true
                return .opened
            }
            while let item = try await source.next() {
                if let item = Self.item(item) { return item }
            }
            return nil
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

/// The same stream as the server wrote it: each event with its envelope, those included that this version does not
/// know. Ends and throws as `EventStream` does.
public struct EventEnvelopeStream: AsyncSequence, Sendable {
    public typealias Element = EventEnvelope

    let exchange: Exchange
    let after: Int64?
    let last: Int

    public func makeAsyncIterator() -> Iterator {
        Iterator(source: ServerSentEventSource(exchange: exchange, after: after, last: last))
    }

    public struct Iterator: AsyncIteratorProtocol {
        var source: ServerSentEventSource

        public mutating func next() async throws -> EventEnvelope? {
            while let item = try await source.next() {
                guard case .message(_, _, let data) = item, let envelope = try? EventEnvelopeJSON.read(data) else {
                    continue
                }
                return envelope
            }
            return nil
        }
    }
}

extension Client {
    /// The stream of events after the one numbered `after`; nil starts with the next one to come.
    public func events(after: Int64?) -> EventStream { EventStream(exchange: exchange, after: after) }

    /// The stream as the server wrote it. Without a position it begins with the newest `last` events.
    public func eventEnvelopes(after: Int64?, last: Int = 0) -> EventEnvelopeStream {
        EventEnvelopeStream(exchange: exchange, after: after, last: last)
    }
}
