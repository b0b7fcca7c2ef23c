import TerminalUI

/// What the mouse does while it is on: the wheel moves, a click puts the cursor on a row, a click on the cursor opens.
extension Model {
    /// Rows that one step of the wheel moves by.
    private static let wheelRows = 3

    mutating func click(row: Int, column: Int, _ buttons: MouseButtons) -> [Effect] {
        guard hasMouse, overlay == nil || buttons.contains(.wheelUp) || buttons.contains(.wheelDown) else { return [] }
        if buttons.contains(.wheelUp) || buttons.contains(.wheelDown) {
            move(by: buttons.contains(.wheelUp) ? -Self.wheelRows : Self.wheelRows)
            return []
        }
        guard buttons.contains(.pressed) else { return [] }
        for (list, rect) in listRects where row >= rect.row && row < rect.endRow {
            guard column >= rect.column, column < rect.endColumn else { continue }
            return click(row: row - rect.row, of: list)
        }
        return []
    }

    private mutating func click(row: Int, of list: Place) -> [Effect] {
        if list == .themes, case .place(.board) = location { focus = .themes }
        if list == .rooms, case .place(.board) = location { focus = .rooms }
        guard let rows = lists[list]?.rows, rows.ids.indices.contains(rows.top + row) else { return [] }
        let object = rows.ids[rows.top + row]
        lastKeyAt = now
        if rows.selected == object, shownList == list { return openSelected() }
        lists[list]?.rows.select(object)
        return []
    }

    /// Where the rows of the lists on the screen are.
    var listRects: [(Place, Rect)] {
        guard case .place(let place) = location else { return [] }
        guard place == .board else {
            return [(place, Rect(size).droppingTop(3).droppingBottom(size.rows >= 8 ? 2 : 1))]
        }
        let layout = layout(size)
        let rooms = layout.isFramed ? layout.rooms.inset(by: 1).droppingTop(1) : layout.rooms.droppingTop(1)
        return [(.rooms, rooms), (.themes, layout.themes.inset(by: 1))]
    }
}
