import ArgumentParser
import Meetings
import MeetingsServer
import MeetingsStorage

/// `greenroom apps rotate-secrets APPLICATION`: new secrets for callbacks, the old ones good for a while.
struct AppsRotateSecretsCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "rotate-secrets", abstract: "Give an application new secrets for callbacks, shown once.",
        discussion: """
            Until the window is over callbacks are signed with the old secrets too, so that receivers can be changed \
            one after the other. The private key stays.
            """)

    @OptionGroup var place: DataFolderOptions
    @OptionGroup var target: ApplicationArgument

    @Option(help: ArgumentHelp("How long the old ones stay good: 90m, 24h, 7d; 0 ends them now.", valueName: "time"))
    var keep: SpanOption = SpanOption(span: ApplicationFactory.rotationWindow)

    @Flag(help: "Print JSON.") var json = false

    func perform() async throws {
        let target = target
        _ = try await place.withStorage { try await $0.read { try target.found(in: $0).id } }
        let made = try await ApplicationFactory.rotateSecrets(
            of: ApplicationID(target.application), keep: keep.span, dataFolder: place.folder, clock: SystemClock())
        let fields: [(String, String?)] = [
            ("application_id", made.applicationID.rawValue), ("signature_secret", made.signatureSecret),
            ("webhook_secret", made.webhookSecret), ("previous_secrets_until", made.previousUntil?.iso8601),
        ]
        if json {
            StandardStream.output.write(JSONFields.object(fields) + [0x0A])
        } else {
            StandardStream.output.write(
                FactList(fields.map { (name: $0.replacing("_", with: " "), value: $1) }).text)
        }
    }
}

/// A span as it is typed: a whole number of `m` minutes, `h` hours or `d` days, or 0.
struct SpanOption: ExpressibleByArgument, Sendable {
    let span: Duration

    init(span: Duration) { self.span = span }

    init?(argument: String) {
        if argument == "0" {
            span = .zero
        } else if case .after(let span)? = ClosingTime(argument: argument) {
            self.span = span
        } else {
            return nil
        }
    }

    var defaultValueDescription: String { "\(span.components.seconds / 3600)h" }
}
