import ArgumentParser
import FoundationEssentials
import Meetings
import MeetingsCallbacks
import MeetingsServer

/// `greenroom callbacks`: help for whoever receives callbacks.
struct CallbacksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "callbacks", abstract: "Find out why a received callback is not believed.",
        subcommands: [CallbacksCheckCommand.self])
}

/// `greenroom callbacks check FILE`: the checks of a receiver, one by one.
struct CallbacksCheckCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check the signatures of a callback that was received, and say what is wrong.",
        discussion: """
            FILE holds the request as it came: header fields, one a line, an empty line, and the exact body; - reads \
            standard input. Nothing is sent anywhere. Secrets come from flags, from GREENROOM_SIGNATURE_SECRET and \
            GREENROOM_WEBHOOK_SECRET, or from the profile's receiver; they are never printed. A flag is visible to \
            other users of the machine; a variable is not.
            """)

    @OptionGroup var options: ConnectionOptions
    @Argument(help: ArgumentHelp("The file with the request, or - for standard input.", valueName: "file"))
    var file: String
    @OptionGroup var secrets: CallbackSecretOptions
    @Option(
        help: ArgumentHelp("When it was received, such as 2031-03-04T09:00:00Z; now without it.", valueName: "time"))
    var at: String?
    @Flag(help: "Print JSON.") var json = false

    func perform() async throws {
        let now: Timestamp
        if let at {
            guard let time = Timestamp(at) else {
                throw CommandFailure("--at must be a time such as 2031-03-04T09:00:00Z.", .usage)
            }
            now = time
        } else {
            now = SystemClock().now
        }
        guard let request = ReceivedRequest(try bytes()) else {
            throw CommandFailure(
                "There is no header field in \(file.scrubbed()). It must hold the fields, an empty line, and the body.")
        }
        let report = try examination().report(request.headers, body: request.body, now: now)
        StandardStream.output.write(json ? CallbackReportText.json(report) : CallbackReportText.text(report))
        if !report.isBelieved { throw ExitCode(CommandStatus.failed.rawValue) }
    }

    private func bytes() throws(CommandFailure) -> [UInt8] {
        if file == "-" { return StandardInput.all() }
        guard let data = FileManager.default.contents(atPath: file) else {
            throw CommandFailure("\(file.scrubbed()) cannot be read. Name a file, or - for standard input.")
        }
        return Array(data)
    }

    private func examination() throws -> CallbackExamination {
        let environment = ProcessInfo.processInfo.environment
        let file = try ConfigurationFile.checked(environment: environment)
        let settings = try Settings(flag: options.profile, environment: environment, file: file)
        let signature = try secrets.signature ?? settings.setting("receiver.signature_secret")?.value
        let webhook = try secrets.webhook ?? settings.setting("receiver.webhook_secret")?.value
        return CallbackExamination(
            signatureSecrets: [signature].compactMap(\.self),
            webhookSecrets: try [webhook].compactMap(\.self).map { try WebhookSecret($0) },
            applicationID: options.applicationID.map { ApplicationID($0) })
    }
}

/// What the checks found, for people and for programs.
enum CallbackReportText {
    static func text(_ report: CallbackReport) -> String {
        let width = report.checks.map(\.subject.count).max() ?? 0
        let lines = report.checks.map { check in
            let padding = String(repeating: " ", count: width - check.subject.count)
            return "\(sign(check.verdict))  \(check.subject)\(padding)  \(check.sentence.scrubbed(limit: 1000))\n"
        }
        let end =
            report.isBelieved
            ? "A receiver with these secrets believes it.\n" : "A receiver with these secrets does not believe it.\n"
        return lines.joined() + end
    }

    static func json(_ report: CallbackReport) -> String {
        struct Check: Encodable {
            var subject: String
            var verdict: String
            var sentence: String
        }
        struct Report: Encodable {
            var believed: Bool
            var checks: [Check]
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let checks = report.checks.map {
            Check(subject: $0.subject, verdict: $0.verdict.rawValue, sentence: $0.sentence)
        }
        let data = (try? encoder.encode(Report(believed: report.isBelieved, checks: checks))) ?? Data()
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    private static func sign(_ verdict: CallbackReport.Verdict) -> String {
        switch verdict {
        case .good: "ok  "
        case .bad: "FAIL"
        case .open: "?   "
        }
    }
}
