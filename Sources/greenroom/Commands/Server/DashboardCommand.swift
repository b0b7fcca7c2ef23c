import ArgumentParser
import Curses
import FoundationEssentials
import Glibc
import MeetingsStore
import TerminalUI

/// `greenroom`, or `greenroom dashboard`: the operator's screen.
struct DashboardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dashboard", abstract: "Watch and run meetings on a screen of the terminal.",
        discussion: "Without a server or profile it uses a local server, which it starts in the background.")

    @OptionGroup var options: ConnectionOptions
    @Flag(name: .customLong("read-only"), help: "Send no request that changes something.") var readOnly = false
    @Flag(help: "Choose colors for a light background.") var light = false
    @Option(help: "When to use colors, or how many: auto, always, never, 16, 256 or truecolor.")
    var color: ColorWish?
    @Flag(help: "Draw lines, bars and signs with ASCII; usual where the locale is not UTF-8.") var ascii = false
    @Flag(name: .customLong("no-clock"), help: "Let times turn once a minute: an idle screen sends nothing.")
    var withoutClock = false
    @Flag(help: "Print lines instead of drawing: for screen readers and pipes. Commands are typed.") var plain = false

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let folders = Folders(environment: environment)
        let file = try ConfigurationFile.checked(environment: environment)
        let named = try options.named(in: file, environment: environment)
        let preferences = Preferences(file)
        var session = DashboardSession(
            target: named.map { .named($0) } ?? .local(LocalServer(folders: folders)), folders: folders,
            environment: environment, mayWrite: !readOnly, hasLightGround: light)
        session.glyphs = ascii || preferences.usesASCII ? .ascii : nil
        session.adopt(preferences, color: color)
        if withoutClock { session.showsSeconds = false }
        session.otherProfiles = file.profileNames.filter { $0 != named?.profile }
        if let mistake = file.keyMistakes.first { session.greeting = file.text(mistake) }
        session.runSheet = try preferences.runSheetPath.map(RunSheet.read)
        if plain {
            signal(SIGPIPE, SIG_IGN)
            let lines = session.plain
            return try waiting { await lines.run() }
        }
        let (ending, nextProfile) = try session.show()
        if let nextProfile {
            try ProfileChange(
                to: nextProfile, flags: lastingFlags, program: CommandLine.arguments.first ?? "greenroom",
                environment: environment
            ).make()
        }
        switch ending {
        case .program: break
        case .signal(let number): throw ExitCode(128 + number)
        case .terminalGone: throw ExitCode(128 + SIGHUP)
        }
        if named == nil, LocalServer(folders: folders).running != nil {
            StandardStream.output.write("The local server goes on in the background; `greenroom stop` ends it.\n")
        }
    }

    /// The flags that are about the operator and not about one server.
    private var lastingFlags: [String] {
        (readOnly ? ["--read-only"] : []) + (light ? ["--light"] : []) + (ascii ? ["--ascii"] : [])
            + (withoutClock ? ["--no-clock"] : [])
            + (color.map { ["--color", $0.rawValue] } ?? [])
    }
}
