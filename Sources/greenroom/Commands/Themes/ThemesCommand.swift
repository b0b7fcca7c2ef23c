import ArgumentParser
import Meetings
import MeetingsClient
import MeetingsStore
import MeetingsWire

/// `greenroom themes`: the themes of an application, for scripts and for people.
struct ThemesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "themes", abstract: "List, make, change and remove themes.",
        subcommands: [
            ThemesListCommand.self, ThemesShowCommand.self, ThemesCreateCommand.self, ThemesUpdateCommand.self,
            ThemesDeleteCommand.self, ThemesRoomsCommand.self, ThemesUploadLogoCommand.self,
        ], defaultSubcommand: ThemesListCommand.self)
}

/// `greenroom themes list`.
struct ThemesListCommand: APIListCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List all themes.")

    @OptionGroup var options: APIOptions
    @OptionGroup var chosen: FilterOption

    func check() throws { _ = try chosen.filter(.themes) }
    var firstPage: APICall<[Theme]> { .themes }

    func items(_ client: Client) async throws -> [Theme] {
        let themes = try await client.themes().items
        guard let filter = try chosen.filter(.themes) else { return themes }
        var facts = FilterFacts(client: client, filter: filter)
        try await facts.learnUses()
        return facts.matching(themes)
    }

    func json(_ theme: Theme) -> [UInt8] { ThemeJSON.write(theme) }

    func text(_ themes: [Theme]) -> String {
        var table = Table(headings: ["NAME", "COLOR", "BRAND TEXT", "SHORT URL", "ID"])
        table.rows = themes.map { theme in
            [theme.name, theme.mainColor, theme.brandText, theme.shortCompanyURL ?? "-", theme.id.rawValue]
        }
        return table.text
    }
}

/// `greenroom themes show THEME`.
struct ThemesShowCommand: APICommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one theme.")

    @OptionGroup var options: APIOptions
    @Argument(help: ArgumentHelp("The id of the theme.", valueName: "theme")) var theme: String

    func call(_ client: Client) -> APICall<Theme> { .theme(ThemeID(theme)) }
    func text(_ theme: Theme) -> String { theme.factText }
}

/// `greenroom themes rooms THEME`.
struct ThemesRoomsCommand: APIListCommand {
    static let configuration = CommandConfiguration(commandName: "rooms", abstract: "List the rooms of a theme.")

    @OptionGroup var options: APIOptions
    @Argument(help: ArgumentHelp("The id of the theme.", valueName: "theme")) var theme: String

    var firstPage: APICall<RoomPage> { .rooms(of: ThemeID(theme)) }
    func items(_ client: Client) async throws -> [Room] { try await client.rooms(of: ThemeID(theme)).items }
    func json(_ room: Room) -> [UInt8] { RoomJSON.write(room) }
    func text(_ rooms: [Room]) -> String { RoomTable.text(rooms) }
}

extension Theme {
    /// All of it, a line for each fact.
    var factText: String {
        FactList([
            ("theme", name), ("id", id.rawValue), ("color", mainColor), ("brand text", brandText),
            ("short URL", shortCompanyURL), ("white logo", whiteLogo.url), ("colored logo", coloredLogo.url),
            ("favicon", favicon.url),
        ]).text
    }
}
