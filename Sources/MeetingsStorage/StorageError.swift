internal import GRDB

/// Why the storage could not do what was asked.
public struct StorageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The closed set of causes: what a program decides by, and a metric label.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The folder cannot be made, is none, or may not be used by this user.
        case folder
        /// The file or its file system is read-only.
        case readOnly = "read_only"
        /// No space is left, or a quota is used up.
        case diskFull = "disk_full"
        /// The file is damaged, or is no database.
        case corrupt
        /// The file is a database of another program.
        case foreign
        /// The file was made by a newer version of this program.
        case newer
        /// A value that must be unique is taken, or something named does not exist.
        case conflict
        /// The database cannot be used just now: locked for too long, an input or output error, closed.
        case unavailable
    }

    public var code: Code
    /// Sentences for a person: what happened, what it means, what to do.
    public var message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }
}

extension StorageError {
    /// The error of the database engine in our words.
    init(_ error: DatabaseError) {
        let detail = error.message ?? "\(error.resultCode)"
        switch error.resultCode {
        case .SQLITE_FULL:
            self.init(
                .diskFull, "The disk is full: nothing was stored. Free space on it; no restart is needed.")
        case .SQLITE_READONLY, .SQLITE_PERM:
            self.init(
                .readOnly,
                "The database can be read but not written: nothing was stored. Give this user the right to write."
            )
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.init(
                .corrupt,
                "The database file is damaged (\(detail)). Stop the server, keep the file, and restore a backup."
            )
        case .SQLITE_CONSTRAINT:
            self.init(.conflict, "The database refused the change: \(detail).")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                .unavailable,
                "Another program kept the database locked for 5 seconds: nothing was stored. Try again.")
        default:
            self.init(
                .unavailable,
                "The database cannot be used just now (\(detail)): nothing was stored. Try again.")
        }
    }

    /// `error` as this type when it came from the database engine, otherwise as it is.
    static func translated(_ error: any Error) -> any Error {
        (error as? DatabaseError).map(StorageError.init) ?? error
    }
}
