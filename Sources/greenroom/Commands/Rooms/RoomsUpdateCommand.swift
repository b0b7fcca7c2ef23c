import ArgumentParser
import Meetings
import MeetingsClient
import MeetingsServer

/// `greenroom rooms update ROOM …`.
struct RoomsUpdateCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Change a long-term room.",
        discussion: "What is not named stays as it is. Name and metadata of a room cannot be changed.")

    @OptionGroup var options: APIOptions
    @OptionGroup var secrets: HostLinkOption
    @Argument(help: ArgumentHelp("The id of the room.", valueName: "room")) var room: String

    @Option(
        name: .customLong("expires-at"),
        help: ArgumentHelp("When it closes: 2031-03-04T09:10:00Z, or from now as 90m, 2h or 30d.", valueName: "time"))
    var expiresAt: ClosingTime?

    @Option(
        name: .customLong("expire-after-use"),
        help: ArgumentHelp("Close ten minutes after the last person left: on, off.", valueName: "on|off"))
    var expireAfterUse: OnOff?

    @Option(name: .customLong("theme-id"), help: ArgumentHelp("Its theme; none takes it off.", valueName: "id"))
    var themeID: String?

    @OptionGroup var settings: RoomSettings

    /// Callback URLs are replaced together, so those not named are asked for first.
    func call(_ client: Client) async throws -> APICall<Room> {
        let id = RoomID(room)
        var update = RoomUpdate(
            expiresAt: expiresAt?.instant(now: SystemClock().now), expireAfterUse: expireAfterUse?.isOn,
            themeID: themeID.map { $0 == "none" ? nil : ThemeID($0) }, joinApprovalLevel: settings.approval,
            initialMicrophone: settings.microphone, features: settings.features, language: settings.language)
        if !settings.callbacks.isEmpty {
            update.callbackURLs = settings.callbacks.applied(to: try await client.room(id).callbackURLs)
        }
        guard !update.isEmpty else {
            throw CommandFailure("Nothing was sent: name what is to change, such as --chat off.", .usage)
        }
        return .update(update, room: id)
    }

    func text(_ room: Room) -> String { RoomTable.text(room, showsHostLink: secrets.showHostLink) }
}

/// `greenroom rooms extend ROOM TIME`.
struct RoomsExtendCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "extend", abstract: "Let a long-term room close later.",
        discussion: "A span such as 30m is added to the time at which the room would close.")

    @OptionGroup var options: APIOptions
    @Argument(help: ArgumentHelp("The id of the room.", valueName: "room")) var room: String
    @Argument(help: ArgumentHelp("By how much (30m, 2h, 7d), or until when (2031-03-04T09:10:00Z).", valueName: "time"))
    var time: ClosingTime

    func call(_ client: Client) async throws -> APICall<Room> {
        let id = RoomID(room)
        switch time {
        case .at(let instant): return .update(RoomUpdate(expiresAt: instant), room: id)
        case .after(let span):
            let room = try await client.room(id)
            return .update(RoomUpdate(expiresAt: room.expiresAt + span), room: id)
        }
    }

    func text(_ room: Room) -> String { "\(room.displayName.scrubbed()) closes \(room.expiresAt.minuteText) UTC.\n" }
}
