import ArgumentParser
import FoundationEssentials
import Meetings
import MeetingsClient
import MeetingsStore
import MeetingsWire

/// `greenroom events`: the event log, or what is added to it from now on. Beyond the published API.
struct EventsCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "Print the event log, and with --follow what is added to it.",
        discussion: """
            Without --after the newest 20 are printed. With --json each event is one line: \
            {"sequence":…,"at":…,"name":…,"room_id":…,"session_id":…,"body":{…}}. A connection that breaks is made \
            anew, and no event is missed or printed twice. With --filter the newest 1000 are looked through.
            """)

    @OptionGroup var options: APIOptions
    @OptionGroup var chosen: FilterOption
    @Flag(name: .shortAndLong, help: "Go on as events happen, until interrupted.") var follow = false
    @Option(help: ArgumentHelp("Only what follows the event of this number.", valueName: "n")) var after: Int64?
    @Option(help: ArgumentHelp("Begin with the newest n events (0 to 1000).", valueName: "n")) var last: Int?

    func validate() throws {
        if after != nil && last != nil { throw ValidationError("Name either --after or --last.") }
        guard (after ?? 0) >= 0 else { throw ValidationError("--after must not be negative.") }
        guard (0...1000).contains(last ?? 0) else { throw ValidationError("--last must be from 0 to 1000.") }
    }

    func perform() async throws {
        let filter = try chosen.filter(.events)
        let connection = try options.connection.connection()
        try await connection.withClient { client in
            if options.curl { return printCurl(client, connection) }
            try await print(from: client, filter)
        }
    }

    private func print(from client: Client, _ filter: Filter?) async throws {
        let write = try await writer(client, filter)
        let last = last ?? (filter == nil ? 20 : 1000)
        if follow {
            try await EventFollower(client: client, after: after, last: last, print: write).run()
        } else if let after {
            try await writePages(client, after: after, write)
        } else if last != 0 {
            try await client.answer(to: .events(last: last)).events.forEach { _ = write($0) }
        }
    }

    /// What prints one event if the filter takes it; false when nobody reads any more.
    private func writer(_ client: Client, _ filter: Filter?) async throws -> (EventEnvelope) -> Bool {
        guard let filter else { return write }
        var facts = FilterFacts(client: client, filter: filter)
        // An event names its room by id; only then are the names fetched.
        try await facts.learnRooms()
        let sieve = EventSieve(facts)
        return { sieve.takes($0) ? write($0) : true }
    }

    private func writePages(
        _ client: Client, after: Int64, _ write: (EventEnvelope) -> Bool
    ) async throws {
        var position = after
        while true {
            let page = try await client.answer(to: .events(after: position, pageSize: 1000))
            for event in page.events where !write(event) { return }
            guard page.next != nil, let end = page.events.last?.sequence, end > position else { return }
            position = end
        }
    }

    private func printCurl(_ client: Client, _ connection: Connection) {
        let call: APICall<EventPage> = after.map { .events(after: $0) } ?? .events(last: last ?? 20)
        options.printCurl(call, client, connection, accept: follow ? "text/event-stream" : nil)
    }

    /// False when nobody reads any more.
    private func write(_ event: EventEnvelope) -> Bool {
        if options.json { return StandardStream.output.write(EventEnvelopeJSON.write(event) + [0x0A]) }
        return StandardStream.output.write(EventLine.text(event))
    }
}

/// A filter that learns from each event that it is asked about.
private final class EventSieve {
    private var facts: FilterFacts

    init(_ facts: FilterFacts) { self.facts = facts }

    func takes(_ event: EventEnvelope) -> Bool { facts.takes(event) }
}

/// One event as one line for people: the facts of its body without those that every event has.
enum EventLine {
    static func text(_ event: EventEnvelope) -> String {
        let name = event.name.scrubbed(limit: 60)
        let padded = name + String(repeating: " ", count: max(0, 26 - name.count))
        return "\(event.sequence)  \(event.at.secondText)  \(padded)  \(facts(event))\n"
    }

    private static func facts(_ event: EventEnvelope) -> String {
        guard let body = try? JSONReader.value(of: event.body) else { return "" }
        let inner = body["room"] ?? body["theme"] ?? body
        let names = [
            "display_name", "theme_name", "name", "is_host", "id", "theme_id", "room_id", "session_id",
            "participant_id", "recording_id", "duration",
        ]
        return names.compactMap { name in
            switch inner[name] {
            case .string(let text): "\(name)=\(name == "id" ? text : text.scrubbed(limit: 80))"
            case .bool(true): name
            case .integer(let number): "\(name)=\(number)"
            default: nil
            }
        }.joined(separator: " ").scrubbed(limit: 400)
    }
}
