internal import GRDB

/// The values of a statement's parameters, by position.
///
/// It stands in for the database library's type, which turns each value into two others before it is bound: that was a
/// fifth of the work of storing a room.
struct StatementArguments: ExpressibleByArrayLiteral {
    private var values: [(any StatementBinding)?]

    init(arrayLiteral values: (any StatementBinding)?...) { self.values = values }

    init(_ values: [String]) { self.values = values }

    static func + (first: StatementArguments, second: StatementArguments) -> StatementArguments {
        var both = first
        both += second
        return both
    }

    static func += (first: inout StatementArguments, second: StatementArguments) { first.values += second.values }

    /// Makes a statement ready to run with these values. There must be one for each parameter.
    func bind(to statement: Statement) throws {
        // Ends what it did before, and leaves every parameter null.
        statement.setUncheckedArguments([])
        assert((try? statement.validateArguments(.init(values.map { _ in DatabaseValue.null }))) != nil, statement.sql)
        for (value, index) in zip(values, CInt(1)...) {
            guard let code = value?.bind(to: statement.sqliteStatement, at: index) else { continue }
            if code != ResultCode.SQLITE_OK.rawValue { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
        }
    }
}
