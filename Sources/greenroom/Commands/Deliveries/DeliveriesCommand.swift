import ArgumentParser
import Meetings
import MeetingsClient
import MeetingsStore
import MeetingsWire

/// `greenroom deliveries`: callbacks on their way, delivered and given up. Beyond the published API.
struct DeliveriesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliveries", abstract: "See what became of callbacks, and send them again.",
        subcommands: [
            DeliveriesListCommand.self, DeliveriesShowCommand.self, DeliveriesReplayCommand.self,
            DeliveriesEndpointsCommand.self, DeliveriesResumeCommand.self,
        ], defaultSubcommand: DeliveriesListCommand.self)
}

/// Which deliveries are meant.
struct DeliveryConditions: ParsableArguments, Sendable {
    @Option(help: ArgumentHelp("Only these: pending, delivered, dead.", valueName: "state")) var state: DeliveryState?
    @Option(help: ArgumentHelp("Only those to this URL.", valueName: "url")) var url: String?
    @Option(help: ArgumentHelp("Only those of this room.", valueName: "id")) var room: String?
    @Option(help: ArgumentHelp("Only this event, such as session:ended.", valueName: "name")) var event: String?
}

/// `greenroom deliveries list`.
struct DeliveriesListCommand: APIListCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List deliveries, newest first.")

    @OptionGroup var options: APIOptions
    @OptionGroup var conditions: DeliveryConditions
    @OptionGroup var chosen: FilterOption
    @Option(help: ArgumentHelp("How many at most (1 to 100000).", valueName: "n")) var limit = 100

    func validate() throws {
        guard (1...100_000).contains(limit) else { throw ValidationError("--limit must be from 1 to 100000.") }
    }

    func check() throws { _ = try chosen.filter(.deliveries) }
    var firstPage: APICall<DeliveryPage> { page(before: nil, size: min(limit, 1000)) }

    private func page(before: Int64?, size: Int) -> APICall<DeliveryPage> {
        .deliveries(
            state: conditions.state, url: conditions.url, room: conditions.room.map { RoomID($0) },
            event: conditions.event, before: before, pageSize: size)
    }

    func items(_ client: Client) async throws -> [DeliverySummary] {
        let filter = try chosen.filter(.deliveries)
        var facts = filter.map { FilterFacts(client: client, filter: $0) }
        try await facts?.learnRooms()
        var found: [DeliverySummary] = []
        var position: Int64?
        while true {
            // With a filter nobody knows how many pages it takes to find enough.
            let size = filter == nil ? min(limit - found.count, 1000) : 1000
            let page = try await client.answer(to: page(before: position, size: size))
            found += facts?.matching(page.deliveries) ?? page.deliveries
            position = page.deliveries.last?.id
            if page.next == nil || page.deliveries.isEmpty || found.count >= limit {
                return Array(found.prefix(limit))
            }
        }
    }

    func json(_ delivery: DeliverySummary) -> [UInt8] { DeliveryJSON.write(delivery) }
    func text(_ deliveries: [DeliverySummary]) -> String { DeliveryTable.text(deliveries) }
}

/// `greenroom deliveries show DELIVERY`.
struct DeliveriesShowCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one delivery: its body and every attempt.")

    @OptionGroup var options: APIOptions
    @Argument(help: ArgumentHelp("The number of the delivery.", valueName: "delivery")) var delivery: Int64

    func call(_ client: Client) -> APICall<DeliveryDetail> { .delivery(delivery) }
    func text(_ detail: DeliveryDetail) -> String { DeliveryTable.text(detail) }
}

/// `greenroom deliveries replay DELIVERY`, or many by conditions.
struct DeliveriesReplayCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Send one delivery again, or all finished ones that meet the conditions.",
        discussion: "A receiver recognises a repetition by its webhook-id, which stays the same.")

    @OptionGroup var options: APIOptions
    @Argument(help: ArgumentHelp("The number of one delivery.", valueName: "delivery")) var delivery: Int64?
    @OptionGroup var conditions: DeliveryConditions
    @Option(name: .customLong("from-sequence"), help: ArgumentHelp("From this event on.", valueName: "n"))
    var fromSequence: Int64?
    @Option(name: .customLong("to-sequence"), help: ArgumentHelp("Up to this event.", valueName: "n"))
    var toSequence: Int64?

    private var many: DeliveryReplay {
        DeliveryReplay(
            state: conditions.state, url: conditions.url, roomID: conditions.room.map { RoomID($0) },
            event: conditions.event, fromSequence: fromSequence, toSequence: toSequence)
    }

    func validate() throws {
        if (delivery != nil) == (many != DeliveryReplay()) {
            throw ValidationError("Name either one delivery, or conditions such as --state dead.")
        }
    }

    func perform() async throws {
        let connection = try options.connection.connection()
        try await connection.withClient { client in
            guard let delivery else {
                return try await options.run(.replay(many), with: client, to: connection) {
                    "Sent again: \(counted($0, "delivery", "deliveries")).\n"
                }
            }
            try await options.run(.replay(delivery: delivery), with: client, to: connection) {
                "Delivery \($0.id) (\($0.event.scrubbed())) is sent again.\n"
            }
        }
    }
}
