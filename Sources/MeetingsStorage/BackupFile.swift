internal import FoundationEssentials
internal import GRDB
internal import Glibc
internal import Meetings

/// A backup on the way to its place.
struct BackupFile {
    let path: String

    /// Copies the state that `source` sees. It lies beside its place under another name until it is complete.
    func write(from source: Database) throws -> BackupSummary {
        if FileManager.default.fileExists(atPath: path) { throw taken }
        let draft = "\(path).\(UUID().uuidString).part"
        let file = open(draft, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw refused(errno) }
        defer {
            close(file)
            for suffix in ["", "-journal", "-wal", "-shm"] { unlink(draft + suffix) }
        }
        let summary = try copy(source, to: draft)
        guard fsync(file) == 0 else { throw refused(errno) }
        // Unlike a renaming this never replaces a file.
        guard link(draft, path) == 0 else { throw errno == EEXIST ? taken : refused(errno) }
        try syncFolder()
        return summary
    }

    private func copy(_ source: Database, to draft: String) throws -> BackupSummary {
        var configuration = Configuration()
        configuration.label = "backup"
        let copy = try DatabaseQueue(path: draft, configuration: configuration)
        defer { try? copy.close() }
        return try copy.writeWithoutTransaction { database in
            try source.backup(to: database)
            // One file: no write-ahead log beside it.
            try database.execute(sql: "PRAGMA journal_mode = DELETE")
            let transaction = ReadTransaction(database)
            if let damage = try transaction.findDamage().first {
                throw StorageError(
                    .corrupt,
                    "The database is damaged (\(damage)), and no backup was made of it. Stop the server, keep the file, and "
                        + "restore an older backup.")
            }
            return BackupSummary(
                bytes: Int64(
                    try transaction.count("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")),
                lastSequence: try transaction.lastSequence(),
                rooms: try transaction.count("SELECT sum(rooms) FROM room_counts"))
        }
    }

    private func syncFolder() throws {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { throw refused(errno) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw refused(errno) }
    }

    private var shown: String { path.scrubbed(limit: 400) }

    private var taken: StorageError {
        StorageError(
            .conflict, "\(shown) exists already, and a backup replaces no file. Name another file, or move it.")
    }

    private func refused(_ code: Int32) -> StorageError {
        switch code {
        case ENOSPC, EDQUOT:
            StorageError(.diskFull, "The disk is too full for the backup \(shown). Free space on it, or name another.")
        case ENOENT, ENOTDIR:
            StorageError(.folder, "The folder of \(shown) does not exist. Make it, or name another file.")
        case EACCES, EPERM, EROFS:
            StorageError(.readOnly, "\(shown) cannot be written. Name a file that this user may make.")
        default:
            StorageError(.unavailable, "The backup \(shown) cannot be written: \(String(cString: strerror(code))).")
        }
    }
}
