import ArgumentParser
import FoundationEssentials

/// The flags by which every verb but those of the server itself is told whom to talk to.
struct ConnectionOptions: ParsableArguments, Sendable {
    @Option(help: ArgumentHelp("Base URL of the API.", valueName: "url"))
    var server: String?

    @Option(name: .customLong("application-id"), help: ArgumentHelp("The application to act as.", valueName: "id"))
    var applicationID: String?

    @Option(
        name: .customLong("private-key"),
        help: ArgumentHelp("File of the application's private key (PEM).", valueName: "file"))
    var privateKey: String?

    @Option(
        name: .customLong("ca-cert"),
        help: ArgumentHelp("File of the certificates to trust, such as a self-signed one (PEM).", valueName: "file"))
    var certificate: String?

    @Option(
        help: ArgumentHelp(
            "A profile of the configuration file, which names all of these.", valueName: "name"))
    var profile: String?

    /// The connection that flags, environment and file describe together; nil when none is named.
    func named(environment: [String: String]) throws(CommandFailure) -> Connection? {
        try named(in: try ConfigurationFile.checked(environment: environment), environment: environment)
    }

    /// The connection that flags, environment and this file describe together; nil when none is named.
    func named(
        in file: ConfigurationFile, environment: [String: String]
    ) throws(CommandFailure) -> Connection? {
        let settings = try Settings(flag: profile, environment: environment, file: file)
        return try Connection(settings, flags: self, configurationFile: file.path)
    }

    /// The named connection, or else the local server that runs already. Throws when there is neither.
    func connection() throws(CommandFailure) -> Connection {
        let environment = ProcessInfo.processInfo.environment
        if let named = try named(environment: environment) { return named }
        if let local = LocalServer(folders: Folders(environment: environment)).running { return local }
        throw CommandFailure(
            "No server is named and no local server runs. Name one with --server, --application-id and "
                + "--private-key, or with --profile; or run `greenroom`, which starts a local one.")
    }
}
