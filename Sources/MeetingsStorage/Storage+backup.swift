internal import GRDB

/// What a backup holds.
public struct BackupSummary: Hashable, Sendable {
    /// The size of the file.
    public var bytes: Int64
    /// The sequence number of the newest event: everything up to it is in the file.
    public var lastSequence: Int64
    /// How many rooms it holds, closed ones included.
    public var rooms: Int
}

extension Storage {
    /// Copies the database as it is now into a new file that only this user can read, while reads and writes go on.
    ///
    /// The file is whole by itself: put into an empty folder as ``fileName`` it is what ``open(folder:onCommit:)``
    /// opens. It appears under its name only when it is complete and was found sound. Throws when a file of that name
    /// exists, when it cannot be written, and when the database is damaged.
    public func backup(to path: String) async throws -> BackupSummary {
        let copy = BackupFile(path: path)
        do {
            return try await pool.read { try copy.write(from: $0) }
        } catch let error as DatabaseError {
            throw StorageError(error)
        }
    }

    /// Copies the database of another process, which may use it meanwhile; otherwise as ``backup(to:)``.
    ///
    /// Waits for the disk, and changes nothing in the folder's database, whatever its version.
    public static func backup(folder: String, to path: String) throws(StorageError) -> BackupSummary {
        try DatabaseFile(folder: folder).reading { try BackupFile(path: path).write(from: $0) }
    }

    /// Looks through the whole file for damage: a sentence for each thing found, none when it is sound. Reads and writes
    /// go on meanwhile. A `thorough` check also compares every index with its table and takes several times as long.
    ///
    /// Only what the file's structure shows can be found: a letter of a name that turned into another is none of it.
    public func check(thorough: Bool = false) async throws -> [String] {
        try await read { try $0.findDamage(thorough: thorough) }
    }
}

extension ReadTransaction {
    func findDamage(thorough: Bool = false) throws -> [String] {
        do {
            let found: [String] = try rows("PRAGMA \(thorough ? "integrity" : "quick")_check(100)") { $0[0] }
            return found == ["ok"] ? [] : found
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            return [error.message ?? "The file is damaged."]
        }
    }
}
