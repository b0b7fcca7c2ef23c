import ArgumentParser
import Meetings
import MeetingsServer

/// `greenroom apps create NAME`: makes one, whether a server runs on the folder or not.
struct AppsCreateCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make an application, and show its key and secrets once.",
        discussion: "The private key is written to keys/APPLICATION_ID.pem in the data folder, for its owner only.")

    @OptionGroup var place: DataFolderOptions
    @Argument(help: "A name for people.") var name: String
    @OptionGroup var callbacks: CallbackOptions
    @Flag(help: "Print JSON.") var json = false

    func perform() async throws {
        let urls = callbacks.applied()
        try urls.validate()
        let made = try await ApplicationFactory.create(
            name: name, callbackURLs: urls, dataFolder: place.folder, clock: SystemClock())
        let fields: [(String, String?)] = [
            ("application_id", made.applicationID.rawValue), ("private_key_path", made.privateKeyPath),
            ("api_key", made.apiKey), ("signature_secret", made.signatureSecret),
            ("webhook_secret", made.webhookSecret),
        ]
        if json {
            StandardStream.output.write(JSONFields.object(fields) + [0x0A])
        } else {
            let facts = fields.map { (name: $0.replacing("_", with: " "), value: $1) }
            StandardStream.output.write(FactList([(name: "application", value: name)] + facts).text)
        }
    }
}
