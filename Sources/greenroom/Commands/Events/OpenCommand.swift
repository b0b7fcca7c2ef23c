import ArgumentParser
import Curses
import FoundationEssentials
import Glibc

/// `greenroom open FILE`.
struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Look at a file of recorded events in the dashboard, without a server.",
        discussion: "`greenroom events record FILE` makes such a file. T travels in it; nothing can be changed.")

    @Argument(help: "The file.") var file: String
    @Flag(help: "Choose colors for a light background.") var light = false

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let recorded = try RecordedFile(path: file)
        let session = DashboardSession(
            target: .recorded(recorded), folders: Folders(environment: environment), environment: environment,
            mayWrite: false, hasLightGround: light)
        switch try session.show().0 {
        case .program: break
        case .signal(let number): throw ExitCode(128 + number)
        case .terminalGone: throw ExitCode(128 + SIGHUP)
        }
    }
}
