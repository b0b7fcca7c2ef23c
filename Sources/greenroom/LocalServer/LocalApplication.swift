import FoundationEssentials
import Meetings
import MeetingsServer

/// The application that the local dashboard acts as: made once in a data folder, then found there again.
struct LocalApplication: Hashable, Sendable, Codable {
    var applicationID: String
    var privateKeyPath: String

    enum CodingKeys: String, CodingKey {
        case applicationID = "application_id"
        case privateKeyPath = "private_key"
    }

    /// The application noted in `dataFolder`; makes and notes one named `local` when there is none, or its key is gone.
    static func find(in dataFolder: String, clock: any WallClock) async throws -> LocalApplication {
        let note = dataFolder + "/local-application.json"
        if let data = FileManager.default.contents(atPath: note),
            let known = try? JSONDecoder().decode(LocalApplication.self, from: data),
            FileManager.default.isReadableFile(atPath: known.privateKeyPath)
        {
            return known
        }
        let made = try await ApplicationFactory.create(
            name: "local", callbackURLs: CallbackURLs(), dataFolder: dataFolder, clock: clock)
        let application = LocalApplication(
            applicationID: made.applicationID.rawValue, privateKeyPath: made.privateKeyPath)
        try PrivateFile.replace(note, with: try JSONEncoder().encode(application))
        return application
    }
}
