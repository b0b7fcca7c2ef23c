import ArgumentParser
import Meetings
import MeetingsClient

/// `greenroom themes create`.
struct ThemesCreateCommand: APICommand {
    static let configuration = CommandConfiguration(commandName: "create", abstract: "Make a theme.")

    @OptionGroup var options: APIOptions
    @Argument(help: "What the theme is called; without it the server makes a name up.") var name: String?

    @Option(name: .customLong("main-color"), help: ArgumentHelp("#rgb or #rrggbb.", valueName: "color"))
    var mainColor: String

    @Option(
        name: .customLong("brand-text"), help: ArgumentHelp("Shown where there is no logo.", valueName: "text"))
    var brandText: String

    @Option(
        name: .customLong("short-company-url"),
        help: ArgumentHelp("First part of the links of its rooms.", valueName: "word"))
    var shortCompanyURL: String?

    func call(_ client: Client) -> APICall<Theme> {
        .create(
            NewTheme(name: name, mainColor: mainColor, brandText: brandText, shortCompanyURL: shortCompanyURL))
    }

    func text(_ theme: Theme) -> String { theme.factText }
}

/// `greenroom themes update THEME …`.
struct ThemesUpdateCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Change a theme.", discussion: "What is not named stays as it is.")

    @OptionGroup var options: APIOptions
    @Argument(help: ArgumentHelp("The id of the theme.", valueName: "theme")) var theme: String
    @Option(help: "What it is called.") var name: String?

    @Option(name: .customLong("main-color"), help: ArgumentHelp("#rgb or #rrggbb.", valueName: "color"))
    var mainColor: String?

    @Option(
        name: .customLong("brand-text"), help: ArgumentHelp("Shown where there is no logo.", valueName: "text"))
    var brandText: String?

    @Option(
        name: .customLong("short-company-url"),
        help: ArgumentHelp("First part of the links of its rooms.", valueName: "word"))
    var shortCompanyURL: String?

    @Flag(name: .customLong("no-short-company-url"), help: "Take that part off the links.") var noShortCompanyURL =
        false

    func call(_ client: Client) throws -> APICall<Theme> {
        let update = ThemeUpdate(
            name: name, mainColor: mainColor, brandText: brandText,
            shortCompanyURL: noShortCompanyURL ? .some(nil) : shortCompanyURL.map { .some($0) })
        guard !update.isEmpty else {
            throw CommandFailure("Nothing was sent: name what is to change, such as --main-color #00f.", .usage)
        }
        return .update(update, theme: ThemeID(theme))
    }

    func text(_ theme: Theme) -> String { theme.factText }
}

/// `greenroom themes delete THEME`.
struct ThemesDeleteCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Remove a theme.",
        discussion: "One in use is refused without --force; with it, its rooms take the default theme.")

    @OptionGroup var options: APIOptions
    @Argument(help: ArgumentHelp("The id of the theme.", valueName: "theme")) var theme: String
    @Flag(help: "Also when rooms use it.") var force = false
    @Flag(name: .shortAndLong, help: "Do not ask.") var yes = false

    var isConfirmed: Bool { yes }
    func call(_ client: Client) -> APICall<Void> { .delete(theme: ThemeID(theme), force: force) }

    func question(_ client: Client) async throws -> String? {
        let found = try await client.theme(ThemeID(theme))
        let rooms = try await client.rooms(of: found.id).items.filter(\.isAvailable).count
        return "In use by \(counted(rooms, "open room")).\nRemove the theme \(found.name.scrubbed()) for good?"
    }

    func text(_ answer: Void) -> String { "The theme \(theme.scrubbed()) is gone.\n" }
}
