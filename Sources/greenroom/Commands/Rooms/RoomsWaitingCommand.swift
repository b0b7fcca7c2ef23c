import ArgumentParser
import Meetings
import MeetingsClient
import MeetingsWire

/// `greenroom rooms closing ROOM`: beyond the published API.
struct RoomsClosingCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "closing", abstract: "Tell when and why a room closes, or closed.")

    @OptionGroup var options: APIOptions
    @Argument(help: ArgumentHelp("The id of the room.", valueName: "room")) var room: String

    func call(_ client: Client) -> APICall<RoomClosingStatus> { .closing(of: RoomID(room)) }

    func text(_ status: RoomClosingStatus) -> String {
        FactList([
            ("state", status.isAvailable ? "open" : "closed"),
            ("closes", status.closing.map { "\($0.at.secondText) UTC (\($0.reason.rawValue))" }),
            ("closes", status.isAvailable && status.closing == nil ? "not while somebody is inside" : nil),
            ("closed", status.closedAt.map { "\($0.secondText) UTC" }), ("because", status.closedReason),
        ]).text
    }
}

/// `greenroom rooms waiting ROOM`: beyond the published API.
struct RoomsWaitingCommand: APICommand {
    static let configuration = CommandConfiguration(commandName: "waiting", abstract: "List who waits at a room.")

    @OptionGroup var options: APIOptions
    @Argument(help: ArgumentHelp("The id of the room.", valueName: "room")) var room: String

    func call(_ client: Client) -> APICall<[WaitingPerson]> { .waiting(at: RoomID(room)) }

    func text(_ people: [WaitingPerson]) -> String {
        var table = Table(headings: ["NAME", "WAITS FOR", "SINCE (UTC)", "ID"])
        table.rows = people.map { person in
            [person.name, person.waitsFor.rawValue, person.since?.secondText ?? "-", person.id.rawValue]
        }
        return table.text
    }
}

/// `greenroom rooms admit ROOM PERSON|--all`: beyond the published API.
struct RoomsAdmitCommand: AsyncWork {
    static let configuration = CommandConfiguration(commandName: "admit", abstract: "Let in who waits at a room.")

    @OptionGroup var options: APIOptions
    @Argument(help: ArgumentHelp("The id of the room.", valueName: "room")) var room: String
    @Argument(help: ArgumentHelp("The id of one who waits.", valueName: "person")) var person: String?
    @Flag(help: "Let in everyone who waits.") var all = false

    func validate() throws {
        if all == (person != nil) { throw ValidationError("Name either one person or --all.") }
    }

    func perform() async throws {
        let connection = try options.connection.connection()
        try await connection.withClient { client in
            guard let person else {
                let call = APICall.admitAll(at: RoomID(room))
                return try await options.run(call, with: client, to: connection) {
                    "Let in: \(counted($0, "person", "people")).\n"
                }
            }
            let call = APICall.admit(ParticipantID(person), room: RoomID(room))
            try await options.run(call, with: client, to: connection) { "\(person.scrubbed()) was let in.\n" }
        }
    }
}

/// `greenroom rooms deny ROOM PERSON`: beyond the published API.
struct RoomsDenyCommand: APICommand {
    static let configuration = CommandConfiguration(commandName: "deny", abstract: "Turn away one who waits at a room.")

    @OptionGroup var options: APIOptions
    @Argument(help: ArgumentHelp("The id of the room.", valueName: "room")) var room: String
    @Argument(help: ArgumentHelp("The id of one who waits.", valueName: "person")) var person: String

    func call(_ client: Client) -> APICall<Void> { .deny(ParticipantID(person), room: RoomID(room)) }
    func text(_ answer: Void) -> String { "\(person.scrubbed()) was turned away.\n" }
}
