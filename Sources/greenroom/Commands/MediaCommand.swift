import ArgumentParser
import Meetings
import MeetingsClient

/// `greenroom media`: beyond the published API.
struct MediaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "media", abstract: "See how sound and picture fare, and drain media servers.",
        subcommands: [MediaShowCommand.self, MediaDrainCommand.self, MediaResumeCommand.self],
        defaultSubcommand: MediaShowCommand.self)
}

/// `greenroom media show`, or without the verb.
struct MediaShowCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Tell how media servers and the TURN server fare.")

    @OptionGroup var options: APIOptions

    func call(_ client: Client) -> APICall<MediaReport> { .media }

    func text(_ report: MediaReport) -> String {
        let connected = report.sessions.reduce(0) { $0 + $1.connected }
        let poor = report.sessions.reduce(0) { $0 + $1.poor }
        var text = FactList([
            ("media", report.state.rawValue), ("TURN", report.turn.state.rawValue),
            ("people", "\(connected) connected, \(poor) with a poor connection"),
        ]).text
        if !report.engines.isEmpty {
            var table = Table(headings: ["SERVER", "STATE", "VERSION", "SESSIONS", "STREAMS", "CPU", "MEMORY", "AGAIN"])
            table.rows = report.engines.map(row)
            text += "\n" + table.text
        }
        for problem in report.problems {
            text += "\n\(problem.part): \(problem.text.scrubbed(limit: 400))\n  \(problem.fix.scrubbed(limit: 400))\n"
        }
        return text
    }

    private func row(_ engine: MediaEngineReport) -> [String] {
        [
            engine.name, engine.state.rawValue + (engine.isDraining ? ", draining" : ""), engine.version ?? "-",
            String(engine.sessions), "\(engine.streams)/\(engine.capacity)",
            engine.processor.map { "\(Int(($0 * 100).rounded()))%" } ?? "-",
            engine.memory.map { "\($0 >> 20) MiB" } ?? "-", String(engine.restarts),
        ]
    }
}

/// `greenroom media drain NAME`.
struct MediaDrainCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "drain", abstract: "Let a media server take no new sessions.")

    @OptionGroup var options: APIOptions
    @Argument(help: ArgumentHelp("The name of the media server.", valueName: "name")) var name: String
    func call(_ client: Client) -> APICall<Void> { .drain(name) }
    func text(_ answer: Void) -> String { "\(name.scrubbed()) takes no new sessions; those that it has go on.\n" }
}

/// `greenroom media resume NAME`.
struct MediaResumeCommand: APICommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Let a media server take new sessions again.")

    @OptionGroup var options: APIOptions
    @Argument(help: ArgumentHelp("The name of the media server.", valueName: "name")) var name: String
    func call(_ client: Client) -> APICall<Void> { .resume(engine: name) }
    func text(_ answer: Void) -> String { "\(name.scrubbed()) takes new sessions.\n" }
}
