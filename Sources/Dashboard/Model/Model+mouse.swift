import TerminalUI

/// What the mouse does while it is on: the wheel moves, a click puts the cursor on a row, a click on the cursor opens.
extension Model {
    /// Rows that one step of the wheel moves by.
    private static let wheelRows = 3

    mutating func click(row: Int, column: Int, _ buttons: MouseButtons) -> [Effect] {
        jump = nil
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
        if location == .place(.board), let pane = Pane.allCases.first(where: { $0.list == list }) { focus = pane }
        guard let rows = lists[list]?.rows, rows.ids.indices.contains(rows.top + row) else { return [] }
        let object = rows.ids[rows.top + row]
        lastKeyAt = now
        if rows.selected == object, shownList == list { return openSelected() }
        lists[list]?.rows.select(object)
        return []
    }

    /// Where the rows of the lists on the screen are.
    var listRects: [(Place, Rect)] {
        switch location {
        case .place(.board) where isMaximized:
            return focus.list.map { [($0, BoardLayout.body(size).droppingTop(2))] } ?? []
        case .place(.board):
            let layout = layout(size)
            return Pane.allCases.compactMap { pane in
                pane.list.map { ($0, layout.rows(of: pane)) }
            }
        case .place(let place), .related(let place, _): return [(place, BoardLayout.body(size).droppingTop(2))]
        case .object: return []
        }
    }
}
