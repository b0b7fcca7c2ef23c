import ArgumentParser
import Curses
import FoundationEssentials
import Glibc
import Meetings
import MeetingsClient

/// `greenroom rooms qr ROOM`: the guest link for a phone's camera.
struct RoomsQRCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "qr", abstract: "Show the guest link of a room as a QR code.",
        discussion: """
            On a terminal with colors it is black on white. Without them it is drawn in the terminal's own two colors; \
            name the ground with --light or --dark, or as `background` in the configuration.
            """)

    @OptionGroup var connection: ConnectionOptions
    @Flag(help: "Draw for a light background.") var light = false
    @Flag(help: "Draw for a dark background.") var dark = false
    @Flag(help: "Draw with ASCII only.") var ascii = false
    @Argument(help: ArgumentHelp("The id of the room.", valueName: "room")) var room: String

    func validate() throws {
        if light && dark { throw ValidationError("Name either --light or --dark.") }
    }

    func perform() async throws {
        let found = try await connection.connection().withClient { client in
            try await client.answer(to: .room(RoomID(room)))
        }
        guard let link = found.links.guest, let code = QRCode(link) else {
            throw CommandFailure("The room has no guest link.", .notFound)
        }
        let lines = QRPicture(code: code).lines(try ink)
        let environment = ProcessInfo.processInfo.environment
        let key = ApplicationKey(try connection.named(environment: environment))
        HandedOutLinks(folder: Folders(environment: environment).state, key: key).add([found.id])
        StandardStream.output.write((lines + [link.scrubbed(limit: 2000)]).map { $0 + "\n" }.joined())
    }

    private var ink: QRPicture.Ink {
        get throws(CommandFailure) {
            let environment = ProcessInfo.processInfo.environment
            let preferences = Preferences(try ConfigurationFile.checked(environment: environment))
            let isLight = light || (!dark && preferences.hasLightGround)
            if ascii || preferences.usesASCII { return .ascii(onLight: isLight) }
            let hasColors = preferences.usesColors(on: STDOUT_FILENO) && !light && !dark
            return hasColors ? .colors : .plain(onLight: isLight)
        }
    }
}

extension Preferences {
    /// True when what is written to a descriptor may have colors.
    func usesColors(on descriptor: Int32) -> Bool {
        switch color {
        case .never: false
        case .always, .sixteen, .palette, .truecolor: true
        case .auto: Terminal.isTerminal(descriptor) && !Terminal.refusesColor
        }
    }
}
