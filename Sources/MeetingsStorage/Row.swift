internal import GRDB

/// The row on which a running statement stands, its columns by position. Valid until the statement goes on.
///
/// It stands in for the database library's row, which reads the names of all columns whenever a query begins: that took
/// as long as a short query itself, and nothing here reads by name.
struct Row {
    fileprivate let statement: SQLiteStatement

    /// A column as the type that is asked for; only an optional type may be asked of a column that can be null.
    subscript<Value: StatementColumnConvertible>(_ column: Int) -> Value {
        guard let value = Value.fromStatement(statement, atUncheckedIndex: CInt(column)) else {
            preconditionFailure("Column \(column) is null, or of another type than the layout says")
        }
        return value
    }
}

/// The rows of one query, from the first to the last.
final class RowCursor: DatabaseCursor {
    typealias Element = Row

    let _statement: Statement
    var _isDone = false

    init(_ statement: Statement, _ arguments: StatementArguments) throws {
        _statement = statement
        try arguments.bind(to: statement)
    }

    func _element(sqliteStatement: SQLiteStatement) -> Row { Row(statement: sqliteStatement) }

    /// Ends a query that may have more rows: a statement that is not at its end keeps its state of the database.
    func stop() {
        if !_isDone { _statement.setUncheckedArguments([]) }
    }
}
