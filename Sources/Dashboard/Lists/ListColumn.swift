import MeetingsStore
import TerminalUI

/// One column of a list.
struct ListColumn: Sendable {
    /// How wide a column is in a table of some width.
    enum Width: Sendable {
        /// So many cells; 0 leaves the column out.
        case fixed(@Sendable (Int) -> Int)
        /// A share of what the others leave, at most so many cells, in tables of at least `from` columns.
        case share(most: Int, from: Int)
    }

    /// What filters, the sort menu and exports call it.
    let id: String
    /// Its head; a short one for narrow tables.
    let title: String
    var shortTitle: String?
    /// The letter that sorts by it; nil where sorting by it makes no sense.
    var letter: Character?
    let width: Width
    var isNumber = false
    /// The text in a table of some width, and what it means. The room is that of the object: many cells of a row show
    /// something of it, and to look it up for each took a tenth of a frame.
    let cell: @Sendable (Model, ObjectID, KnownRoom?, Int) -> ListCell
    /// What sorting by it compares.
    var value: @Sendable (Model, ObjectID) -> SortValue = { _, _ in .none }
}

/// What stands in one cell of a list.
struct ListCell: Sendable {
    var text: String
    var role = Role.text
    /// A style in place of the role's, for the colours of themes.
    var style: Style?
    /// True where the colours say something: the bar of the cursor leaves it as it is.
    var isPicture = false

    init(_ text: String, _ role: Role = .text) {
        self.text = text
        self.role = role
    }

    /// A picture of block characters.
    static func picture(_ text: String, _ role: Role = .text, style: Style? = nil) -> ListCell {
        var cell = ListCell(text, role)
        cell.style = style
        cell.isPicture = !text.isEmpty
        return cell
    }
}

extension ListColumn.Width {
    /// So many cells in every table.
    static func cells(_ count: Int) -> ListColumn.Width { .fixed { _ in count } }
    /// So many cells in tables of at least `from` columns.
    static func cells(_ count: Int, from least: Int) -> ListColumn.Width { .fixed { $0 >= least ? count : 0 } }
}
