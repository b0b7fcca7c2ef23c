internal import FoundationEssentials
internal import GRDB
internal import Meetings

/// The database file on the way to being open: its folder, its settings, its version.
struct DatabaseFile {
    let folder: String
    private var path: String { folder + "/" + Storage.fileName }

    init(folder: String) { self.folder = folder }

    /// The open database in the present layout.
    func open() throws(StorageError) -> DatabasePool {
        try makeFolder()
        do {
            if FileManager.default.fileExists(atPath: path) {
                try DatabaseQueue(path: path, configuration: readOnly).read { _ = try checkedVersion($0) }
            }
            let pool = try DatabasePool(path: path, configuration: configuration)
            // Holds keys and secrets, and SQLite makes its files readable for everyone the umask lets.
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.setAttributes(
                    [.posixPermissions: 0o600], ofItemAtPath: path + suffix)
            }
            // The pool has set NORMAL, which may lose the last commits when the power fails.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            try pool.writeWithoutTransaction(migrate)
            return pool
        } catch let error as StorageError {
            throw error
        } catch {
            throw explained(error)
        }
    }

    /// Runs `body` on the database as it is now, of any version that is known, and writes nothing.
    func reading<T>(_ body: (Database) throws -> T) throws(StorageError) -> T {
        guard FileManager.default.fileExists(atPath: path) else {
            throw StorageError(
                .folder, "There is no database in \(shown(folder)). Name the folder that holds the data.")
        }
        do {
            return try DatabaseQueue(path: path, configuration: readOnly).read { database in
                _ = try checkedVersion(database)
                return try body(database)
            }
        } catch let error as StorageError {
            throw error
        } catch {
            throw explained(error)
        }
    }

    private var readOnly: Configuration {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        return configuration
    }

    private var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "storage"
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            // At most 4 MB of pages for each connection; the log is written back after 16 MB, by when most of its pages
            // were changed again; one that a long reader let grow shrinks again; a damaged page is an error, not a wild
            // read.
            try database.execute(
                sql: """
                    PRAGMA cache_size = -4000;
                    PRAGMA wal_autocheckpoint = 4000;
                    PRAGMA journal_size_limit = 67108864;
                    PRAGMA temp_store = MEMORY;
                    PRAGMA cell_size_check = ON;
                    """)
        }
        return configuration
    }

    private func makeFolder() throws(StorageError) {
        var isDirectory = false
        if FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory) {
            guard isDirectory else {
                throw StorageError(
                    .folder,
                    "\(shown(folder)) is a file, not a folder. Name a folder for the data, or move the file.")
            }
            return
        }
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StorageError(
                .folder,
                "The folder \(shown(folder)) cannot be made. Make it yourself, or name one that this user may write to."
            )
        }
    }

    /// Refuses a file that is not ours to write, before anything touches it. Returns the version of its layout.
    private func checkedVersion(_ database: Database) throws -> Int {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        let owner = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
        guard owner == Schema.applicationID || (isEmpty && version == 0), version >= 0 else {
            throw StorageError(
                .foreign,
                "\(shown(path)) is a database of another program. Name another folder for the data.")
        }
        guard version <= Schema.steps.count else {
            throw StorageError(
                .newer,
                "The database \(shown(path)) was made by a newer greenroom (layout \(version), this version knows "
                    + "\(Schema.steps.count)); use that version, or name another folder for the data.")
        }
        return version
    }

    /// Takes the steps that the file lacks. Another process may do the same: the version is read under the write lock.
    private func migrate(_ database: Database) throws {
        try database.inTransaction(.immediate) {
            let version = try checkedVersion(database)
            guard version < Schema.steps.count else { return .commit }
            for step in Schema.steps[version...] { try database.execute(sql: step) }
            try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
            try database.execute(sql: "PRAGMA user_version = \(Schema.steps.count)")
            return .commit
        }
    }

    /// What stood in the way of opening the file, in words.
    private func explained(_ error: any Error) -> StorageError {
        guard let error = error as? DatabaseError else {
            return StorageError(.unavailable, "The database \(shown(path)) cannot be opened: \(error).")
        }
        switch error.resultCode {
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
            return StorageError(
                .readOnly,
                "The database \(shown(path)) cannot be written. Give this user the right to write to the folder and its "
                    + "files, or name another folder.")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            return StorageError(
                .corrupt,
                "\(shown(path)) is damaged or is no database. Keep it, and restore a backup or name another folder."
            )
        case .SQLITE_FULL:
            return StorageError(
                .diskFull, "The disk that holds \(shown(path)) is full. Free space on it, then start again."
            )
        default:
            return StorageError(error)
        }
    }

    private func shown(_ path: String) -> String { path.scrubbed(limit: 400) }
}
