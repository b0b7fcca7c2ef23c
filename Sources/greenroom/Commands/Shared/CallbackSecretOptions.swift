import ArgumentParser

/// The flags by which those who check callbacks are told the secrets.
struct CallbackSecretOptions: ParsableArguments, Sendable {
    @Option(
        name: .customLong("signature-secret"),
        help: ArgumentHelp("Checks the JWT of a callback.", valueName: "secret"))
    var signature: String?

    @Option(
        name: .customLong("webhook-secret"),
        help: ArgumentHelp("Checks the webhook-signature of a callback (whsec_…).", valueName: "secret"))
    var webhook: String?
}
