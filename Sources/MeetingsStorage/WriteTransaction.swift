internal import GRDB

/// A state of the storage that may be changed; reads see the changes made so far. Valid only inside the closure that it
/// was handed to.
public final class WriteTransaction: ReadTransaction {
    /// What this transaction has changed so far that others wait for.
    var news = CommitNews()

    /// Runs a statement that changes something; returns how many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
        let statement = try database.cachedStatement(sql: sql)
        try arguments.bind(to: statement)
        try statement.execute()
        return database.changesCount
    }
}
