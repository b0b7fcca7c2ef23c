import ArgumentParser
import Meetings
import MeetingsClient
import MeetingsStore
import MeetingsWire

/// `greenroom rooms`: the rooms of an application, for scripts and for people.
struct RoomsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rooms", abstract: "List, make, change and remove rooms.",
        subcommands: [
            RoomsListCommand.self, RoomsShowCommand.self, RoomsCreateCommand.self, RoomsUpdateCommand.self,
            RoomsExtendCommand.self, RoomsDeleteCommand.self, RoomsClosingCommand.self, RoomsWaitingCommand.self,
            RoomsAdmitCommand.self, RoomsDenyCommand.self, RoomsQRCommand.self, RoomsImportCommand.self,
        ], defaultSubcommand: RoomsListCommand.self)
}

/// `greenroom rooms list`.
struct RoomsListCommand: APIListCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List all rooms.")

    @OptionGroup var options: APIOptions
    @OptionGroup var chosen: FilterOption

    func check() throws { _ = try chosen.filter(.rooms) }
    var firstPage: APICall<RoomPage> { .rooms() }

    func items(_ client: Client) async throws -> [Room] {
        let rooms = try await client.rooms()
        guard let filter = try chosen.filter(.rooms) else { return rooms.items }
        var facts = FilterFacts(client: client, filter: filter)
        try await facts.learn(rooms)
        return facts.matching(rooms.items)
    }

    func json(_ room: Room) -> [UInt8] { RoomJSON.write(room) }
    func text(_ rooms: [Room]) -> String { RoomTable.text(rooms) }
}

/// `greenroom rooms show ROOM`.
struct RoomsShowCommand: APICommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one room.")

    @OptionGroup var options: APIOptions
    @OptionGroup var secrets: HostLinkOption
    @Argument(help: ArgumentHelp("The id of the room.", valueName: "room")) var room: String

    func call(_ client: Client) -> APICall<Room> { .room(RoomID(room)) }
    func text(_ room: Room) -> String { RoomTable.text(room, showsHostLink: secrets.showHostLink) }
}

/// Whether a table may show what makes its reader a host.
struct HostLinkOption: ParsableArguments, Sendable {
    @Flag(name: .customLong("show-host-link"), help: "Print the host link, which is a secret, too.")
    var showHostLink = false
}
