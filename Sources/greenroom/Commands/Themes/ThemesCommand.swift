import ArgumentParser
import Meetings
import MeetingsClient
import MeetingsWire

/// `greenroom themes`: the themes of an application, for scripts and for people.
struct ThemesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "themes", abstract: "List themes.", subcommands: [ThemesListCommand.self],
        defaultSubcommand: ThemesListCommand.self)
}

/// `greenroom themes list`.
struct ThemesListCommand: AsyncWork {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List all themes.")

    @OptionGroup var options: ConnectionOptions
    @Flag(help: "Print JSON: the API's objects.") var json = false

    func perform() async throws {
        let themes = try await options.connection().withClient { try await $0.themes().items }
        if json {
            StandardStream.output.write(JSONList.text(themes.map { ThemeJSON.write($0) }))
            return
        }
        var table = Table(headings: ["NAME", "COLOR", "BRAND TEXT", "SHORT URL", "ID"])
        table.rows = themes.map { theme in
            [theme.name, theme.mainColor, theme.brandText, theme.shortCompanyURL ?? "-", theme.id.rawValue]
        }
        StandardStream.output.write(table.text)
    }
}
