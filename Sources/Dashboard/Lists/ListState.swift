/// What the operator did to one list: the cursor, the filter, the order and the marks.
struct ListState: Equatable, Sendable {
    var rows = RowList<ObjectID>()
    /// The filter as typed.
    var filter = ""
    /// The column that sorts; nil for the list's own order.
    var sort: ListSort?
    /// What is marked, whether or not the filter shows it.
    var marks: Set<ObjectID> = []
}

/// A column that a list is sorted by, and which way.
struct ListSort: Equatable, Sendable {
    /// The id of the column.
    var column: String
    var isDescending = false
}
