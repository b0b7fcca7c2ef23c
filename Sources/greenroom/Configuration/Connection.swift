import FoundationEssentials

/// What is needed to talk to one API as one application.
struct Connection: Hashable, Sendable {
    /// The base URL, `http` or `https`, without a slash at the end.
    var server: String
    var applicationID: String
    /// The file of the application's private key, PEM.
    var privateKeyPath: String
    /// The PEM file of the certificates to trust instead of the machine's; nil for the machine's.
    var certificatePath: String?
    /// The profile that said so; nil for flags and variables only, and for the local server.
    var profile: String?
    /// A label for the header, such as `production`.
    var environment: String?
    /// Where our own receiver listens, if the profile has one.
    var receiver: ReceiverSettings?
    /// What the profile says of production; nil where it says nothing.
    var production: Bool?
    /// True when the profile wants nothing changed on this server.
    var isReadOnly = false

    /// What people call this server.
    var label: String { environment ?? profile ?? server }
}

/// The receiver of callbacks that a profile names.
struct ReceiverSettings: Hashable, Sendable {
    var listen: ListenAddress
    /// Checks the JWT in `Authorization`.
    var signatureSecret: String?
    /// Checks the Standard Webhooks headers; starts with `whsec_`.
    var webhookSecret: String?
}

extension Connection {
    /// The connection that the settings describe, or nil when they name none and the local server is meant. Throws one
    /// sentence for what is missing or wrong.
    init?(_ settings: Settings, flags: ConnectionOptions, configurationFile: String) throws(CommandFailure) {
        let server = try settings.setting("server", flag: flags.server)
        let application = try settings.setting("application_id", flag: flags.applicationID)
        let key = try settings.setting("private_key", flag: flags.privateKey)
        if server == nil && application == nil && key == nil && settings.profile == nil { return nil }
        func needed(_ setting: Setting?, _ name: String) throws(CommandFailure) -> Setting {
            if let setting { return setting }
            let flag = "--" + name.replacing("_", with: "-")
            guard let profile = settings.profile else {
                throw CommandFailure(
                    "\(flag) is missing: a server is named by --server, --application-id and --private-key together, "
                        + "or by --profile.")
            }
            throw CommandFailure("\(configurationFile): profiles.\(profile).\(name) is missing.")
        }
        self.init(
            server: try Connection.baseURL(needed(server, "server")),
            applicationID: try needed(application, "application_id").value,
            privateKeyPath: Connection.path(try needed(key, "private_key"), besides: configurationFile),
            certificatePath: try settings.setting("ca_cert", flag: flags.certificate)
                .map { Connection.path($0, besides: configurationFile) },
            profile: settings.profile, environment: try settings.setting("environment")?.value,
            receiver: try ReceiverSettings(settings),
            production: try settings.setting("production").flatMap { OnOffText.read($0.value) },
            isReadOnly: try settings.setting("read_only").flatMap { OnOffText.read($0.value) } ?? false)
    }

    /// True for the base URL of a server.
    static func isWebURL(_ text: String) -> Bool {
        let isWeb = ["http://", "https://"].contains { text.lowercased().hasPrefix($0) && text.count > $0.count }
        return isWeb && !text.contains(where: \.isWhitespace)
    }

    private static func baseURL(_ setting: Setting) throws(CommandFailure) -> String {
        let text = setting.value
        guard isWebURL(text) else {
            throw CommandFailure(
                "\(setting.origin) must be an http or https URL such as https://api.example.com; it is `\(text)`.")
        }
        return String(text.reversed().drop { $0 == "/" }.reversed())
    }

    /// A path of the file is relative to the file's folder, one of a flag or variable to the working directory.
    static func path(_ setting: Setting, besides file: String) -> String {
        let text = setting.value
        if text.hasPrefix("~/"), let home = ProcessInfo.processInfo.environment["HOME"] {
            return home + text.dropFirst(1)
        }
        if text.hasPrefix("/") || !setting.origin.hasPrefix(file) { return text }
        let folder = file.lastIndex(of: "/").map { file[..<$0] } ?? "."
        return "\(folder)/\(text)"
    }
}

extension ReceiverSettings {
    /// Nil when the settings name no receiver.
    init?(_ settings: Settings, listen flag: String? = nil) throws(CommandFailure) {
        guard let listen = try settings.setting("receiver.listen", flag: flag) else { return nil }
        guard let address = ListenAddress(argument: listen.value) else {
            throw CommandFailure("\(listen.origin) must be HOST:PORT such as 127.0.0.1:9000; it is `\(listen.value)`.")
        }
        self.init(
            listen: address, signatureSecret: try settings.setting("receiver.signature_secret")?.value,
            webhookSecret: try settings.setting("receiver.webhook_secret")?.value)
    }
}
