import ArgumentParser
import FoundationEssentials
import Meetings
import MeetingsClient
import MeetingsStore
import MeetingsWire

/// A stretch of the event log, as flags name it.
struct EventRangeOptions: ParsableArguments, Sendable {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("From this on: an event's number, 10:43, -1h30m, or an instant.", valueName: "moment"))
    var since: String?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Up to this: an event's number, 10:43, -10m, or an instant.", valueName: "moment"))
    var until: String?

    /// The moments; times of day are those of this machine's zone.
    func moments(now: Timestamp) throws -> (since: Moment?, until: Moment?) {
        (try moment(since, "--since", now), try moment(until, "--until", now))
    }

    private func moment(_ text: String?, _ flag: String, _ now: Timestamp) throws -> Moment? {
        guard let text else { return nil }
        if let moment = Moment(text, now: now, utcOffset: LocalTime.utcOffset(at: now)) { return moment }
        throw CommandFailure(
            "\(flag) must be an event's number, a time such as 10:43, a span such as -1h30m, or an instant such as "
                + "2031-03-04T09:10:00Z; it is `\(text.scrubbed(limit: 60))`.", .usage)
    }
}

extension Optional where Wrapped: Sendable {
    func asyncMap<Value: Sendable>(_ transform: (Wrapped) async throws -> Value) async rethrows -> Value? {
        guard let self else { return nil }
        return try await transform(self)
    }
}

extension Moment {
    /// True for an event that belongs to what ends here.
    func includes(_ event: EventEnvelope) -> Bool {
        switch self {
        case .sequence(let number), .step(let number, _): event.sequence <= number
        case .time(let time): event.at <= time
        }
    }
}

extension Client {
    /// The number after which the events of a moment begin. A time is looked for by halves: some twenty requests for a
    /// million events.
    func place(before moment: Moment) async throws -> Int64 {
        switch moment {
        case .sequence(let number), .step(let number, _): return max(0, number - 1)
        case .time(let time):
            var (low, high) = (Int64(0), try await answer(to: .events(last: 1)).events.last?.sequence ?? 0)
            while low < high {
                let middle = low + (high - low) / 2
                let next = try await eventPage(after: middle, pageSize: 1).events.first
                if let next, next.at < time { low = next.sequence } else { high = middle }
            }
            return low
        }
    }

    /// Calls `body` with each event after a number up to a moment, oldest first, until it answers false.
    func eachEvent(after start: Int64, until: Moment?, _ body: (EventEnvelope) throws -> Bool) async throws {
        var position = start
        while true {
            let page = try await answer(to: .events(after: position, pageSize: 1000))
            for event in page.events {
                if let until, !until.includes(event) { return }
                guard try body(event) else { return }
            }
            guard page.next != nil, let end = page.events.last?.sequence, end > position else { return }
            position = end
        }
    }
}
