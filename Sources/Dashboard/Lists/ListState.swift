/// What the operator did to one list: the cursor, the filter, the order and the marks.
struct ListState: Equatable, Sendable {
    var rows = RowList<ObjectID>()
    /// The filter as typed; one that was understood whole.
    var filter = ""
    /// How many rows there would be without it.
    var total = 0
    /// The column that sorts; nil for the list's own order.
    var sort: ListSort?
    /// What is marked, whether or not the filter shows it.
    var marks: Set<ObjectID> = []
    /// Where a range of marks begins.
    var anchor: ObjectID?
    /// How many rows pass each of the saved filters.
    var counts: [Int] = []
}

/// A column that a list is sorted by, and which way.
struct ListSort: Equatable, Sendable {
    /// The id of the column.
    var column: String
    var isDescending = false
}
