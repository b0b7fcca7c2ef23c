internal import GRDB

/// A state of the storage that may be changed; reads see the changes made so far. Valid only inside the closure that it
/// was handed to.
public final class WriteTransaction: ReadTransaction {
    /// The sequence number of the last event that this transaction appended.
    var lastAppended: Int64?

    /// Runs a statement that changes something; returns how many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
        return database.changesCount
    }
}
