import HTTPTypes
import Hummingbird
import Meetings
import MeetingsStorage
import MeetingsWire
import NIOCore
import ServiceLifecycle
import Synchronization

/// `…/events`, an extension: the application's log by pages, or as server-sent events (WHATWG HTML, section 9.2) with
/// heartbeat and resume.
struct EventRoutes: Sendable {
    let storage: Storage
    let links: Links
    let hub: EventHub
    let heartbeat: Duration

    private static let pageSize = 100
    private static let largestPage = 1000

    func add(to group: RouterGroup<APIContext>) {
        group.get("/events") { request, context in
            let application = try context.application.id
            let after = try await position(request, of: application)
            let isStream = request.headers[.accept]?.contains("text/event-stream") ?? false
            if !isStream { return try await page(request, of: application, after: after ?? 0) }
            // A position beyond the log is one of another database: what follows here is all that can be told.
            let end = try await storage.read { try $0.lastSequence() }
            return stream(of: application, after: min(after ?? end, end))
        }
    }

    /// Where to go on: a reconnecting stream says it in `Last-Event-ID`, everything else in `after`; `last` begins that
    /// many events before the end, for whoever starts to watch and wants to see what led here.
    private func position(_ request: Request, of application: ApplicationID) async throws -> Int64? {
        if let name = HTTPField.Name("Last-Event-ID"), let text = request.headers[name], !text.isEmpty {
            guard let sequence = Int64(text), sequence >= 0 else {
                throw Problem(.invalidInput, "\"Last-Event-ID\" must be a sequence number")
            }
            return sequence
        }
        let query = request.uri.queryParameters
        if let after = try PageWindow.number("after", in: query) { return Int64(after) }
        guard let last = try PageWindow.number("last", in: query), last > 0 else { return nil }
        let wanted = min(last, Self.largestPage)
        let newest = try await storage.read { try $0.events(of: application, before: .max, limit: wanted) }
        return newest.first.map { $0.sequence - 1 }
    }

    private func page(_ request: Request, of application: ApplicationID, after: Int64) async throws -> Response {
        let wanted = try PageWindow.number("page_size", in: request.uri.queryParameters) ?? Self.pageSize
        let size = min(max(wanted, 1), Self.largestPage)
        let events = try await storage.read { try $0.events(of: application, after: after, limit: size + 1) }
        let shown = events.prefix(size).map(EventEnvelope.init)
        let path = links.publicURL + request.uri.path.trimmingTrailingSlash
        let next = events.count > size ? shown.last.map { "\(path)?page_size=\(size)&after=\($0.sequence)" } : nil
        return Response(status: .ok, json: EventPageJSON.write(shown, pageSize: size, next: next))
    }

    private func stream(of application: ApplicationID, after start: Int64) -> Response {
        let body = ResponseBody { writer in
            let follower = hub.follow()
            let isStopping = Mutex(false)
            try await withGracefulShutdownHandler {
                var (position, pace) = (start, EventPace())
                // The comment opens the stream at once, so that a client knows that it is connected.
                try await writer.write(ByteBuffer(string: ": open\n\n"))
                while !Task.isCancelled, !isStopping.withLock({ $0 }) {
                    let events = try await storage.read { [position] in
                        try $0.events(of: application, after: position, limit: Self.largestPage)
                    }
                    if let last = events.last {
                        position = last.sequence
                        try await writer.write(Self.text(of: events))
                        let gathering = pace.sent(at: .now)
                        if gathering > .zero { try? await Task.sleep(for: gathering) }
                    } else if await !follower.signal.wait(orUntil: { try await Task.sleep(for: heartbeat) }) {
                        try await writer.write(ByteBuffer(string: ": heartbeat\n\n"))
                    }
                }
            } onGracefulShutdown: {
                isStopping.withLock { $0 = true }
                follower.signal.ring()
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-cache"], body: body)
    }

    private static func text(of events: [StoredEvent]) -> ByteBuffer {
        var buffer = ByteBuffer()
        for event in events {
            buffer.writeString("id: \(event.sequence)\nevent: \(event.name)\ndata: ")
            buffer.writeBytes(EventEnvelopeJSON.write(EventEnvelope(event)))
            buffer.writeString("\n\n")
        }
        return buffer
    }
}

extension EventEnvelope {
    /// A row of the log as the stream tells it.
    init(_ event: StoredEvent) {
        self.init(
            sequence: event.sequence, at: event.at, name: event.name, roomID: event.roomID,
            sessionID: event.sessionID, body: event.body)
    }
}
