import ArgumentParser
import FoundationEssentials
import Logging
import Meetings
import MeetingsCallbacks
import MeetingsServer

/// `greenroom listen`: receives callbacks without a screen, and prints each verified event as one line of JSON.
struct ListenCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "listen", abstract: "Receive callbacks: print verified events as JSON lines, or forward them.",
        discussion: """
            Secrets come from flags, from GREENROOM_SIGNATURE_SECRET and GREENROOM_WEBHOOK_SECRET, or from the \
            profile's receiver. A flag is visible to other users of the machine; a variable is not.
            """)

    @OptionGroup var options: ConnectionOptions

    @Option(help: ArgumentHelp("Where to listen.", valueName: "host:port"))
    var listen: String?

    @OptionGroup var secrets: CallbackSecretOptions

    @Option(
        name: .customLong("forward-to"),
        help: ArgumentHelp(
            "Post each verified event there too. It is taken only once that answered 2xx.", valueName: "url"))
    var forwardTo: String?

    func perform() async throws {
        let settings = try receiverSettings()
        let clock = SystemClock()
        let logger = Logger(label: "greenroom") { _ in LineLogHandler(level: .info, clock: clock) }
        let verifier = try settings.verifier(applicationID: options.applicationID)
        let forwarder = try forwardTo.map { try CallbackForwarder(url: $0, clock: clock) }
        let receiver = Receiver(
            host: settings.listen.host, port: settings.listen.port, verification: .required(verifier), clock: clock,
            logger: logger
        ) { callback in
            do {
                try await forwarder?.forward(callback)
            } catch {
                logger.warning("not forwarded: \(CommandFailure(error).message)")
                throw error
            }
            StandardStream.output.write(CallbackLine.bytes(callback))
        }
        do {
            try await listen(with: receiver, host: settings.listen.host)
        } catch {
            await forwarder?.close()
            throw error
        }
        await forwarder?.close()
    }

    private func listen(with receiver: Receiver, host: String) async throws {
        try await untilSignal {
            try await receiver.run { port in
                let address = ListenAddress(host: host, port: port)
                StandardStream.error.write("greenroom listens for callbacks on http://\(address)\n")
            }
        }
    }

    private func receiverSettings() throws(CommandFailure) -> ReceiverSettings {
        let environment = ProcessInfo.processInfo.environment
        let file = try ConfigurationFile.checked(environment: environment)
        let settings = try Settings(flag: options.profile, environment: environment, file: file)
        guard var receiver = try ReceiverSettings(settings, listen: listen) else {
            throw CommandFailure("--listen is missing: say where callbacks come in, such as --listen 127.0.0.1:9000.")
        }
        receiver.signatureSecret = secrets.signature ?? receiver.signatureSecret
        receiver.webhookSecret = secrets.webhook ?? receiver.webhookSecret
        return receiver
    }
}

extension ReceiverSettings {
    /// Checks callbacks with the secrets that are known. Throws when there is none.
    func verifier(applicationID: String?) throws(CallbackError) -> CallbackVerifier {
        try CallbackVerifier(
            signatureSecrets: [signatureSecret].compactMap { $0 },
            webhookSecrets: try webhookSecret.map { text throws(CallbackError) in [try WebhookSecret(text)] } ?? [],
            applicationID: applicationID.map { ApplicationID($0) })
    }
}
