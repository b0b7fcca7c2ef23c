/// Rows by id with a cursor that sticks to an id, whatever the rows do.
struct RowList<ID: Hashable & Sendable>: Equatable, Sendable {
    private(set) var ids: [ID] = []
    private var indexes: [ID: Int] = [:]
    /// Nil until a key was pressed: then the cursor is on the first row.
    private(set) var cursor: ID?
    /// Where the cursor was when its row was last there.
    private var lastIndex = 0
    /// First row shown.
    var top = 0

    var count: Int { ids.count }
    var isEmpty: Bool { ids.isEmpty }

    func contains(_ id: ID) -> Bool { indexes[id] != nil }

    /// The row of the cursor; nil when there are no rows.
    var index: Int? {
        if ids.isEmpty { return nil }
        guard let cursor else { return 0 }
        return indexes[cursor] ?? min(lastIndex, ids.count - 1)
    }

    var selected: ID? { index.map { ids[$0] } }

    mutating func replace(with rows: [ID]) {
        let before = index ?? 0
        ids = rows
        indexes = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($0.element, $0.offset) })
        if let cursor, let index = indexes[cursor] {
            lastIndex = index
        } else if cursor != nil {
            lastIndex = before
            cursor = selected ?? cursor
        }
    }

    /// Puts the cursor on a row and keeps it there.
    mutating func select(_ id: ID) {
        cursor = id
        lastIndex = indexes[id] ?? lastIndex
    }

    /// Takes the cursor away.
    mutating func release() {
        cursor = nil
        lastIndex = 0
        top = 0
    }

    /// Ties the cursor to the row that it is on.
    mutating func pin() {
        if let selected { select(selected) }
    }

    mutating func move(by step: Int) {
        guard let index else { return }
        select(ids[min(max(0, index + step), ids.count - 1)])
    }

    /// First row to show so that the cursor is among `rows` rows and none is wasted.
    func top(rows: Int) -> Int {
        guard rows > 0, let index else { return 0 }
        let least = max(0, index - rows + 1)
        return min(min(max(top, least), index), max(0, ids.count - rows))
    }

    /// Keeps the first row shown where the cursor stays among `rows` rows.
    mutating func settle(rows: Int) { top = top(rows: rows) }
}
