import ArgumentParser
import FoundationEssentials
import Meetings
import MeetingsStorage

/// `greenroom apps`: the applications of a data folder.
struct AppsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apps", abstract: "Make and change applications: the tenants of a server.",
        discussion: """
            All but set-default-theme work on the data folder itself, on the machine of the server and as its user, \
            whether the server runs or not.
            """,
        subcommands: [
            AppsCreateCommand.self, AppsListCommand.self, AppsShowCommand.self, AppsUpdateCommand.self,
            AppsRotateSecretsCommand.self, AppsSetDefaultThemeCommand.self,
        ])
}

/// The folder that holds the applications.
struct DataFolderOptions: ParsableArguments, Sendable {
    @Option(help: ArgumentHelp("Folder of the server's database (default: the user's own).", valueName: "dir"))
    var data: String?

    /// The folder's path, from the root.
    var folder: String {
        (data ?? Folders(environment: ProcessInfo.processInfo.environment).data).absolutePath
    }

    /// Does `work` with the storage in the folder, which must exist: reading must not make one.
    func withStorage<Value: Sendable>(_ work: (Storage) async throws -> Value) async throws -> Value {
        guard FileManager.default.fileExists(atPath: folder + "/" + Storage.fileName) else {
            throw CommandFailure("There is no database in \(folder.scrubbed()). Name the server's folder with --data.")
        }
        let storage = try Storage.open(folder: folder)
        do {
            let value = try await work(storage)
            await storage.close()
            return value
        } catch {
            await storage.close()
            throw error
        }
    }
}

extension StoredApplication {
    /// All but its secrets, for people.
    var factText: String {
        FactList([
            ("application", name), ("id", id.rawValue), ("api key", apiKey),
            ("default theme", defaultThemeID?.rawValue), ("rooms callback", callbackURLs.rooms),
            ("sessions callback", callbackURLs.sessions), ("recordings callback", callbackURLs.recordings),
            ("created", createdAt.minuteText + " UTC"),
        ]).text
    }

    /// All but its secrets, as members of a JSON object.
    var jsonFields: [(String, String?)] {
        [
            ("application_id", id.rawValue), ("name", name), ("account_id", apiKey),
            ("default_theme_id", defaultThemeID?.rawValue), ("rooms_callback_url", callbackURLs.rooms),
            ("sessions_callback_url", callbackURLs.sessions), ("recordings_callback_url", callbackURLs.recordings),
            ("created_at", createdAt.iso8601),
        ]
    }
}
