import ArgumentParser
import FoundationEssentials
import Meetings
import MeetingsClient
import MeetingsServer
import MeetingsStore
import MeetingsWire

/// `greenroom events`: the event log, live, recorded, and as evidence. Beyond the published API.
struct EventsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "Print, record and prove what happened.",
        subcommands: [
            EventsListCommand.self, EventsRecordCommand.self, EventsEvidenceCommand.self, EventsVerifyCommand.self,
        ],
        defaultSubcommand: EventsListCommand.self)
}

/// `greenroom events [list]`: the event log, or what is added to it from now on.
struct EventsListCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Print the event log, and with --follow what is added to it.",
        discussion: """
            Without --after and --since the newest 20 are printed. With --json each event is one line: \
            {"sequence":…,"at":…,"name":…,"room_id":…,"session_id":…,"body":{…}}. A connection that breaks is made \
            anew, and no event is missed or printed twice. With --filter and nothing else the newest 1000 are looked \
            through.
            """)

    @OptionGroup var options: APIOptions
    @OptionGroup var chosen: FilterOption
    @OptionGroup var range: EventRangeOptions
    @Flag(name: .shortAndLong, help: "Go on as events happen, until interrupted.") var follow = false
    @Option(help: ArgumentHelp("Only what follows the event of this number.", valueName: "n")) var after: Int64?
    @Option(help: ArgumentHelp("Begin with the newest n events (0 to 1000).", valueName: "n")) var last: Int?
    @Option(help: ArgumentHelp("text, csv, json or ndjson.", valueName: "format")) var format: ListingFormat?

    func validate() throws {
        if [after != nil, last != nil, range.since != nil].count(where: { $0 }) > 1 {
            throw ValidationError("Name one of --after, --last and --since.")
        }
        guard (after ?? 0) >= 0 else { throw ValidationError("--after must not be negative.") }
        guard (0...1000).contains(last ?? 0) else { throw ValidationError("--last must be from 0 to 1000.") }
        if follow && (range.until != nil || format == .json) {
            throw ValidationError("--follow has no end: leave out --until and --format json.")
        }
    }

    func perform() async throws {
        let connection = try options.connection.connection()
        let (since, until) = try range.moments(now: SystemClock().now)
        let writer = EventWriter(format: format ?? (options.json ? .ndjson : .text))
        let filter = try chosen.filter(.events)
        try await connection.withClient { client in
            if options.curl { return printCurl(client, connection) }
            let after = try await since.asyncMap { try await client.place(before: $0) } ?? after
            var facts = filter.map { FilterFacts(client: client, filter: $0) }
            // An event names its room by id; only then are the names fetched.
            try await facts?.learnRooms()
            let write = { (event: EventEnvelope) in facts?.takes(event) == false || writer.write(event) }
            let last = last ?? (filter == nil ? 20 : 1000)
            guard writer.begin() else { return }
            if follow {
                try await EventFollower(client: client, after: after, last: last, print: write).run()
            } else if after != nil || until != nil {
                try await client.eachEvent(after: after ?? 0, until: until, write)
            } else if last != 0 {
                try await client.answer(to: .events(last: last)).events.forEach { _ = write($0) }
            }
            writer.end()
        }
    }

    private func printCurl(_ client: Client, _ connection: Connection) {
        let call: APICall<EventPage> = after.map { .events(after: $0) } ?? .events(last: last ?? 20)
        options.printCurl(call, client, connection, accept: follow ? "text/event-stream" : nil)
    }
}

/// Prints events one after the other, in one of the formats.
final class EventWriter {
    private let format: ListingFormat
    private var hasWritten = false

    init(format: ListingFormat) { self.format = format }

    /// What stands before the first. All of these answer false when nobody reads any more.
    func begin() -> Bool {
        format == .csv ? StandardStream.output.write(CSVLine.text(EventSheet.headings)) : true
    }

    func write(_ event: EventEnvelope) -> Bool {
        defer { hasWritten = true }
        switch format {
        case .text: return StandardStream.output.write(EventLine.text(event))
        case .ndjson: return StandardStream.output.write(EventEnvelopeJSON.write(event) + [0x0A])
        case .csv: return StandardStream.output.write(CSVLine.text(EventSheet.cells(event)))
        case .json:
            let separator = Array((hasWritten ? ",\n" : "[\n").utf8)
            return StandardStream.output.write(separator + EventEnvelopeJSON.write(event))
        }
    }

    func end() {
        guard format == .json else { return }
        StandardStream.output.write(hasWritten ? "\n]\n" : "[]\n")
    }
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
