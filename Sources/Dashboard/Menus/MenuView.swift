import TerminalUI

/// The actions of a menu with their keys, at the lower right.
struct MenuView {
    let model: Model
    let menu: Menu

    func draw(on canvas: inout Canvas, in rect: Rect) {
        let palette = model.configuration.palette
        let keymap = model.configuration.keymap
        let actions = Action.all.filter { action in
            guard action.contexts.contains(menu.context), action.contexts.count == 1 else { return false }
            // The letters of other lists' columns are no choice here.
            return menu.context != .sortMenu || action.reason(model) == nil
        }
        let columns = min(44, rect.columns)
        let rows = min(actions.count + (menu.note.isEmpty ? 2 : 3), rect.rows)
        let box = Rect(
            row: max(rect.row, rect.endRow - rows), column: rect.endColumn - columns, rows: rows, columns: columns)
        canvas.fill(box)
        var lines = box.inset(by: 1)
        if BoardLayout.isLow(rect) {
            canvas.put("\(menu.title)  q closes", row: box.row, column: box.column, style: palette[.heading])
            lines = box.droppingTop(1)
        } else {
            canvas.frame(box, title: menu.title, right: "q closes", style: palette[.heading])
        }
        if !menu.note.isEmpty, !BoardLayout.isLow(rect) {
            canvas.put(
                menu.note, row: lines.row, column: lines.column + 1, style: palette[.faint],
                width: max(0, lines.columns - 2))
            lines = lines.droppingTop(1)
        }
        for (row, action) in zip(lines.row..<lines.endRow, actions) {
            let reason = action.reason(model)
            canvas.put(keymap.text(of: action), row: row, column: lines.column + 1, style: palette[.heading])
            canvas.put(
                reason.map { "\(action.title): \($0)" } ?? model.menuTitle(of: action), row: row,
                column: lines.column + 8,
                style: palette[reason == nil ? .text : .faint], width: max(0, lines.columns - 9))
        }
    }
}
