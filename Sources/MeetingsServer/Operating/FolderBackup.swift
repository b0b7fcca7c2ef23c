import FoundationEssentials
public import MeetingsStorage

#if canImport(Glibc)
    import Glibc
#endif

/// A copy of a data folder that a server can be started on: the database and the keys, without which every host link
/// and every application's key would be void. Files of recordings are not in it.
public struct FolderBackup: Hashable, Sendable {
    public var folder: String
    public var database: BackupSummary
    /// How many files of keys and certificates it holds.
    public var keys: Int

    /// Copies `source` into the new folder `target`, whether a server runs on it or not.
    ///
    /// The folder appears under its name only when it is whole. Throws one sentence when it exists already, when it
    /// cannot be written, and when the database is damaged.
    public static func make(of source: String, to target: String) throws -> FolderBackup {
        guard access(target, F_OK) != 0 else {
            throw ServerError(.folderUnusable, "\(target) exists already. Name a new folder for the backup.")
        }
        let draft = "\(target).\(getpid()).partial"
        guard mkdir(draft, 0o700) == 0 else {
            throw ServerError(.folderUnusable, "The folder \(target) cannot be made: \(PrivateFile.reason()).")
        }
        do {
            // The database first: a key is written before its application is stored, so none can be missing.
            let summary = try Storage.backup(folder: source, to: "\(draft)/\(Storage.fileName)")
            let keys = try copyKeys(from: source, to: draft)
            try copy("local-application.json", from: source, to: draft)
            guard rename(draft, target) == 0 else {
                throw ServerError(.folderUnusable, "\(target) cannot be written: \(PrivateFile.reason()).")
            }
            return FolderBackup(folder: target, database: summary, keys: keys)
        } catch {
            try? FileManager.default.removeItem(atPath: draft)
            throw error
        }
    }

    private static func copyKeys(from source: String, to target: String) throws -> Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(source)/keys")) ?? []
        // What a server is about to rename is no key yet.
        let keys = names.filter { !$0.hasSuffix(".new") }
        for name in keys { try copy("keys/\(name)", from: source, to: target) }
        return keys.count
    }

    private static func copy(_ name: String, from source: String, to target: String) throws {
        guard let bytes = try PrivateFile.read("\(source)/\(name)") else { return }
        try PrivateFile.write(bytes, to: "\(target)/\(name)")
    }
}
