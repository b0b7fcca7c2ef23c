internal import GRDB

/// One consistent state of the storage. Valid only inside the closure that it was handed to.
public class ReadTransaction {
    let database: Database

    init(_ database: Database) { self.database = database }

    /// All rows that a query finds, each turned into a value. The statement is compiled once for each connection.
    func rows<T>(_ sql: String, _ arguments: StatementArguments = [], _ value: (Row) throws -> T)
        throws -> [T]
    {
        let cursor = try RowCursor(database.cachedStatement(sql: sql), arguments)
        var values: [T] = []
        while let row = try cursor.next() {
            do {
                values.append(try value(row))
            } catch {
                cursor.stop()
                throw error
            }
        }
        return values
    }

    /// The first row that a query finds.
    func first<T>(_ sql: String, _ arguments: StatementArguments = [], _ value: (Row) throws -> T)
        throws -> T?
    {
        let cursor = try RowCursor(database.cachedStatement(sql: sql), arguments)
        guard let row = try cursor.next() else { return nil }
        defer { cursor.stop() }
        return try value(row)
    }

    /// The number that a counting query answers; 0 when it finds no row, or nothing to add up.
    func count(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
        try first(sql, arguments) { $0[0] as Int? ?? 0 } ?? 0
    }

    /// True when the query finds a row.
    func exists(_ sql: String, _ arguments: StatementArguments = []) throws -> Bool {
        try first(sql, arguments) { _ in true } ?? false
    }
}
