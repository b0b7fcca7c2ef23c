/// A part of the canvas, in cells counted from 0 at the top left. It may be empty, and is never negative in size.
///
/// Cutting more than there is gives an empty rectangle, so a layout for a large screen is safe on a small one.
public struct Rect: Hashable, Sendable {
    /// The first row.
    public let row: Int
    /// The first column.
    public let column: Int
    /// The number of rows.
    public let rows: Int
    /// The number of columns.
    public let columns: Int

    /// A rectangle; negative sizes count as 0.
    public init(row: Int, column: Int, rows: Int, columns: Int) {
        self.row = row
        self.column = column
        self.rows = max(0, rows)
        self.columns = max(0, columns)
    }

    /// All of a canvas of this size.
    public init(_ size: Size) {
        self.init(row: 0, column: 0, rows: size.rows, columns: size.columns)
    }

    /// True when no cell lies inside.
    public var isEmpty: Bool { rows == 0 || columns == 0 }
    /// The row after the last one.
    public var endRow: Int { row + rows }
    /// The column after the last one.
    public var endColumn: Int { column + columns }
    /// The rectangle's size.
    public var size: Size { Size(rows: rows, columns: columns) }

    /// What remains when `cells` are taken off at each side.
    public func inset(by cells: Int) -> Rect {
        droppingTop(cells).droppingBottom(cells).droppingLeft(cells).droppingRight(cells)
    }
    /// The first `n` rows.
    public func top(_ n: Int) -> Rect {
        Rect(row: row, column: column, rows: kept(n, of: rows), columns: columns)
    }
    /// All but the first `n` rows.
    public func droppingTop(_ n: Int) -> Rect {
        let dropped = kept(n, of: rows)
        return Rect(row: row + dropped, column: column, rows: rows - dropped, columns: columns)
    }
    /// The last `n` rows.
    public func bottom(_ n: Int) -> Rect { droppingTop(rows - kept(n, of: rows)) }
    /// All but the last `n` rows.
    public func droppingBottom(_ n: Int) -> Rect { top(rows - kept(n, of: rows)) }
    /// The first `n` columns.
    public func left(_ n: Int) -> Rect {
        Rect(row: row, column: column, rows: rows, columns: kept(n, of: columns))
    }
    /// All but the first `n` columns.
    public func droppingLeft(_ n: Int) -> Rect {
        let dropped = kept(n, of: columns)
        return Rect(row: row, column: column + dropped, rows: rows, columns: columns - dropped)
    }
    /// The last `n` columns.
    public func right(_ n: Int) -> Rect { droppingLeft(columns - kept(n, of: columns)) }
    /// All but the last `n` columns.
    public func droppingRight(_ n: Int) -> Rect { left(columns - kept(n, of: columns)) }
    /// A rectangle of at most this size in the middle of this one.
    public func centered(rows: Int, columns: Int) -> Rect {
        let height = kept(rows, of: self.rows)
        let width = kept(columns, of: self.columns)
        return Rect(
            row: row + (self.rows - height) / 2, column: column + (self.columns - width) / 2,
            rows: height, columns: width)
    }
    /// The cells that lie in both.
    public func intersection(_ other: Rect) -> Rect {
        let firstRow = max(row, other.row)
        let firstColumn = max(column, other.column)
        return Rect(
            row: firstRow, column: firstColumn,
            rows: min(endRow, other.endRow) - firstRow, columns: min(endColumn, other.endColumn) - firstColumn)
    }

    private func kept(_ n: Int, of whole: Int) -> Int { min(max(0, n), whole) }
}
