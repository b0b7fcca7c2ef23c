import ArgumentParser
import FoundationEssentials
import MeetingsServer
import MeetingsStorage
import MeetingsWire

/// `greenroom backup FOLDER`: copies a data folder, also while a server runs on it.
struct BackupCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the database and the keys of a server, also while it runs.",
        discussion: """
            The copy is a data folder itself, readable by its owner only: `greenroom serve --data FOLDER` serves it. \
            To restore, stop the server and put the copy in the place of its data folder. Files of recordings are \
            not copied: they are plain files in recordings/ of the data folder.
            """)

    @Argument(help: ArgumentHelp("A new folder for the copy.", valueName: "folder")) var folder: String

    @Option(help: ArgumentHelp("Folder of the server's database (default: the user's own).", valueName: "dir"))
    var data: String?

    @Flag(help: "Print JSON.") var json = false

    func perform() async throws {
        let source = (data ?? Folders(environment: ProcessInfo.processInfo.environment).data).absolutePath
        let backup = try FolderBackup.make(of: source, to: folder.absolutePath)
        let database = backup.database
        if json {
            let object = JSONWriter.bytes { writer in
                writer.object { writer in
                    writer.field("folder", backup.folder)
                    writer.field("bytes", Int(database.bytes))
                    writer.field("last_sequence", Int(database.lastSequence))
                    writer.field("rooms", database.rooms)
                    writer.field("keys", backup.keys)
                }
            }
            StandardStream.output.write(object + [0x0A])
        } else {
            let events = database.lastSequence == 0 ? "no events" : "events up to \(database.lastSequence)"
            StandardStream.output.write(
                "\(backup.folder) holds \(database.rooms) rooms, \(events) and \(backup.keys) keys "
                    + "(\(database.bytes) bytes of database).\n")
        }
    }
}
