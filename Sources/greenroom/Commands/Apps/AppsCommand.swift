import ArgumentParser
import FoundationEssentials
import Meetings
import MeetingsServer

/// `greenroom apps`: the applications of a data folder.
struct AppsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apps", abstract: "Make applications: the tenants of a server.",
        subcommands: [AppsCreateCommand.self])
}

/// `greenroom apps create NAME`: makes one, whether a server runs on the folder or not.
struct AppsCreateCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make an application, and show its key and secrets once.",
        discussion: "The private key is written to keys/APPLICATION_ID.pem in the data folder, for its owner only.")

    @Argument(help: "A name for people.") var name: String

    @Option(help: ArgumentHelp("Folder of the server's database (default: the user's own).", valueName: "dir"))
    var data: String?

    @Option(name: .customLong("rooms-callback-url"), help: ArgumentHelp("Where events of rooms go.", valueName: "url"))
    var roomsCallbackURL: String?

    @Option(
        name: .customLong("sessions-callback-url"),
        help: ArgumentHelp("Where events of sessions and participants go.", valueName: "url"))
    var sessionsCallbackURL: String?

    @Option(
        name: .customLong("recordings-callback-url"),
        help: ArgumentHelp("Where events of recordings go.", valueName: "url"))
    var recordingsCallbackURL: String?

    @Flag(help: "Print JSON.") var json = false

    func perform() async throws {
        let folders = Folders(environment: ProcessInfo.processInfo.environment)
        let urls = CallbackURLs(
            rooms: roomsCallbackURL, sessions: sessionsCallbackURL, recordings: recordingsCallbackURL)
        try urls.validate()
        let made = try await ApplicationFactory.create(
            name: name, callbackURLs: urls, dataFolder: (data ?? folders.data).absolutePath, clock: SystemClock())
        let fields = [
            ("application_id", made.applicationID.rawValue), ("private_key_path", made.privateKeyPath),
            ("api_key", made.apiKey), ("signature_secret", made.signatureSecret),
            ("webhook_secret", made.webhookSecret),
        ]
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let object = try encoder.encode(Dictionary(uniqueKeysWithValues: fields))
            StandardStream.output.write(Array(object) + [0x0A])
        } else {
            let rows = fields.map { [$0.replacing("_", with: " "), $1] }
            StandardStream.output.write(Table(headings: ["application", name], rows: rows).text)
        }
    }
}
