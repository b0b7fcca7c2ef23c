import ArgumentParser
import Meetings
import MeetingsClient
import MeetingsServer
import MeetingsWire

/// `greenroom rooms`: the rooms of an application, for scripts and for people.
struct RoomsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rooms", abstract: "List and make rooms.",
        subcommands: [RoomsListCommand.self, RoomsCreateCommand.self], defaultSubcommand: RoomsListCommand.self)
}

/// `greenroom rooms list`.
struct RoomsListCommand: AsyncWork {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List all rooms.")

    @OptionGroup var options: ConnectionOptions
    @Flag(help: "Print JSON: the API's objects, host links included.") var json = false

    func perform() async throws {
        let rooms = try await options.connection().withClient { try await $0.rooms().items }
        if json {
            StandardStream.output.write(JSONList.text(rooms.map { RoomJSON.write($0) }))
        } else {
            StandardStream.output.write(RoomTable.text(rooms))
        }
    }
}

/// `greenroom rooms create NAME`.
struct RoomsCreateCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make a room.",
        discussion: "An instant room closes ten minutes after the last person left; a long-term room at its time.")

    @OptionGroup var options: ConnectionOptions
    @Argument(help: "What the room is called.") var name: String
    @Flag(name: .customLong("long-term"), help: "Keep the room until --expires-at.") var longTerm = false

    @Option(
        name: .customLong("expires-at"),
        help: ArgumentHelp(
            "When a long-term room closes: 2031-03-04T09:10:00Z, or from now as 90m, 2h or 30d.", valueName: "time"))
    var expiresAt: ClosingTime?

    @Option(name: .customLong("theme-id"), help: ArgumentHelp("The room's theme.", valueName: "id"))
    var themeID: String?

    @Flag(help: "Print JSON: the API's object, host link included.") var json = false
    @Flag(name: .customLong("show-host-link"), help: "Print the host link, which is a secret, too.")
    var showHostLink = false

    func validate() throws {
        if longTerm != (expiresAt != nil) {
            throw ValidationError("A long-term room needs both --long-term and --expires-at; an instant room neither.")
        }
    }

    func perform() async throws {
        let request = NewRoom(
            displayName: name, type: longTerm ? .longTerm : .instant,
            expiresAt: expiresAt?.instant(now: SystemClock().now), themeID: themeID.map { ThemeID($0) })
        let room = try await options.connection().withClient { try await $0.create(request) }
        if json {
            StandardStream.output.write(RoomJSON.write(room) + [0x0A])
        } else {
            StandardStream.output.write(RoomTable.text(room, showsHostLink: showHostLink))
        }
    }
}
