import Dashboard
import Meetings
import MeetingsClient
import MeetingsStore
import MeetingsWire

/// What the dashboard asks of the event log of a server.
extension Query {
    /// True for what needs no fresh listings afterwards.
    var isAboutThePast: Bool {
        switch self {
        case .event, .travel, .export: true
        default: false
        }
    }

    /// Finds it out. Throws what the client throws, and `CommandFailure`.
    func answer(
        from client: Client, _ traveller: TimeTraveller, _ post: @escaping @Sendable (Message) -> Void
    ) async throws -> Answer {
        switch self {
        case .event(let number): return .event(try await client.detail(ofEvent: number))
        case .travel(let moment):
            return .travel(
                Travel(
                    try await traveller.travel(to: moment) { count in
                        post(.notice("time travel: \(count) events so far"))
                    }))
        case .export(let export):
            return .exported(try await ExportWork(export: export, archive: ServerArchive(client: client)).write())
        default: throw CommandFailure("That is no question about the past.")
        }
    }
}

extension Client {
    /// An event with its body and the callbacks that carried it.
    fileprivate func detail(ofEvent number: Int64) async throws -> EventDetail {
        guard let event = try await eventPage(after: number - 1, pageSize: 1).events.first, event.sequence == number
        else { throw CommandFailure("The server does not keep event \(number) any more.") }
        return EventDetail(
            sequence: number, lines: JSONLines.text(event.body), callbacks: try await callbacks(of: event))
    }

    /// Callbacks are listed newest first; one whose event is older than this one ends the search.
    private func callbacks(of event: EventEnvelope) async throws -> [EventDetail.Callback] {
        guard EventName(rawValue: event.name)?.callbackKind != nil else { return [] }
        var (found, before) = ([EventDetail.Callback](), Int64?.none)
        for _ in 0..<20 {
            let page = try await answer(
                to: .deliveries(room: event.roomID, event: event.name, before: before, pageSize: 100))
            found += page.deliveries.filter { $0.sequence == event.sequence }.map { EventDetail.Callback($0) }
            guard page.next != nil, let last = page.deliveries.last, last.sequence >= event.sequence else { break }
            before = last.id
        }
        return found
    }
}

extension EventDetail.Callback {
    fileprivate init(_ delivery: DeliverySummary) {
        self.init(
            id: delivery.id, url: delivery.url, state: delivery.state, attempts: delivery.attempts,
            lastStatus: delivery.lastStatus, lastError: delivery.lastError, nextAttemptAt: delivery.nextAttemptAt)
    }
}
