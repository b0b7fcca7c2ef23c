import ArgumentParser
import Meetings
import MeetingsClient
import MeetingsServer

/// `greenroom rooms create NAME`.
struct RoomsCreateCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make a room.",
        discussion: """
            An instant room closes ten minutes after the last person left; a long-term room at its time. With --json \
            the answer holds the host link, which is a secret.
            """)

    @OptionGroup var options: APIOptions
    @OptionGroup var secrets: HostLinkOption
    @Argument(help: "What the room is called.") var name: String
    @Flag(name: .customLong("long-term"), help: "Keep the room until --expires-at.") var longTerm = false

    @Option(
        name: .customLong("expires-at"),
        help: ArgumentHelp(
            "When a long-term room closes: 2031-03-04T09:10:00Z, or from now as 90m, 2h or 30d.", valueName: "time"))
    var expiresAt: ClosingTime?

    @Flag(
        name: .customLong("expire-after-use"),
        help: "Close a long-term room ten minutes after the last person left.")
    var expireAfterUse = false

    @Option(name: .customLong("theme-id"), help: ArgumentHelp("The room's theme.", valueName: "id"))
    var themeID: String?

    @Option(help: ArgumentHelp("Text of yours that travels with the room's callbacks.", valueName: "text"))
    var metadata: String?

    @Flag(name: .customLong("auto-record"), help: "Record every session; nobody can stop it.") var autoRecord = false
    @Flag(name: .customLong("record-only-owner"), help: "Record the owner's camera only, and all sound.")
    var recordOnlyOwner = false

    @OptionGroup var settings: RoomSettings

    func validate() throws {
        if longTerm != (expiresAt != nil) {
            throw ValidationError("A long-term room needs both --long-term and --expires-at; an instant room neither.")
        }
        if expireAfterUse && !longTerm { throw ValidationError("--expire-after-use is for long-term rooms only.") }
    }

    func call(_ client: Client) -> APICall<Room> {
        .create(
            NewRoom(
                displayName: name, metadata: metadata, type: longTerm ? .longTerm : .instant,
                expiresAt: expiresAt?.instant(now: SystemClock().now), expireAfterUse: expireAfterUse,
                recordingOptions: RecordingOptions(autoRecord: autoRecord, recordOnlyOwner: recordOnlyOwner),
                themeID: themeID.map { ThemeID($0) }, joinApprovalLevel: settings.approval ?? .none,
                initialMicrophone: settings.microphone ?? .default, callbackURLs: settings.callbacks.applied(),
                features: settings.features.applied(to: AvailableFeatures()), language: settings.language ?? .default))
    }

    func text(_ room: Room) -> String { RoomTable.text(room, showsHostLink: secrets.showHostLink) }
}
