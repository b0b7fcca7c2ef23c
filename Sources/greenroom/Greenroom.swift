import ArgumentParser
import Glibc
import Meetings

/// The executable: it reads arguments, environment and configuration, and joins the modules together.
///
/// No rule about meetings lives here. `main` is synchronous and stays on the main thread, because the dashboard's loop
/// runs there; what waits runs in tasks. Nothing imports this module.
@main enum Greenroom {
    /// What `greenroom --version` prints.
    static let version = "0.1.0"

    static func main() {
        do {
            var command = try GreenroomCommand.parseAsRoot()
            try command.run()
        } catch {
            // Help, version and usage errors are the parser's own to print; all else is one sentence.
            let words = Array(CommandLine.arguments.dropFirst())
            if GreenroomCommand.exitCode(for: error) == .validationFailure,
                let sentence = VerbSuggestion.sentence(for: words, of: GreenroomCommand.self)
            {
                StandardStream.error.write("Error: \(sentence.scrubbed())\n")
                exit(CommandStatus.usage.rawValue)
            }
            guard GreenroomCommand.exitCode(for: error) == .failure else { GreenroomCommand.exit(withError: error) }
            let failure = CommandFailure(error)
            StandardStream.error.write("greenroom: \(failure.message)\n")
            exit(failure.exitCode)
        }
    }
}

/// `greenroom` itself: without a verb it is the dashboard.
struct GreenroomCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "greenroom",
        abstract: "A self-hosted Meetings API, and a dashboard for those who run the meetings.",
        discussion: """
            Without a verb the dashboard opens. With no server named it starts one of its own in the background; \
            quitting the dashboard leaves that running, and `greenroom stop` ends it.
            """,
        version: Greenroom.version,
        subcommands: [
            DashboardCommand.self, RoomsCommand.self, ThemesCommand.self, SessionsCommand.self,
            RecordingsCommand.self, EventsCommand.self, OpenCommand.self, AlarmsCommand.self, DeliveriesCommand.self,
            DialInNumbersCommand.self, MediaCommand.self,
            ImportCommand.self, AppsCommand.self, ServeCommand.self, StopCommand.self, BackupCommand.self,
            ListenCommand.self, CallbacksCommand.self, TokenCommand.self, DoctorCommand.self, APIRequestCommand.self,
            CompletionCommand.self,
            ExitCodesCommand.self, ConfigCommand.self, ProfilesCommand.self, StatusCommand.self,
            KeysCommand.self,
        ],
        defaultSubcommand: DashboardCommand.self)
}
