import TerminalUI

/// The list of actions: what each is called, its keys, and why it cannot be done now.
struct HelpView {
    let model: Model
    let help: HelpList

    func draw(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        let palette = model.configuration.palette
        canvas.fill(rect)
        canvas.put("HELP  \(help.context.title)", row: rect.row, column: rect.column + 1, style: palette[.heading])
        if help.isTyping || !help.query.isEmpty {
            canvas.put("/", row: rect.row, column: rect.column + 18, style: palette[.heading])
            help.query.draw(
                on: &canvas, row: rect.row, column: rect.column + 19, width: max(0, rect.columns - 20),
                focused: help.isTyping)
        }
        let heads = rect.droppingTop(1)
        for (text, column) in [("KEY", 1), ("ACTION", 16), ("NOTE", 48)] where column < rect.columns {
            canvas.put(text, row: heads.row, column: rect.column + column, style: palette[.heading])
        }
        let rows = heads.droppingTop(1)
        let top = help.rows.top(rows: rows.rows)
        for (row, id) in zip(rows.row..<rows.endRow, help.rows.ids.dropFirst(top)) {
            guard let action = Action[id] else { continue }
            let reason = action.reason(model)
            let style = palette[reason == nil ? .text : .faint]
            let keys = model.configuration.keymap.keys(of: action).map(KeyName.text).joined(separator: ", ")
            canvas.put(keys, row: row, column: rect.column + 1, style: style, width: min(14, max(0, rect.columns - 1)))
            canvas.put(
                action.title, row: row, column: rect.column + 16, style: style,
                width: min(31, max(0, rect.columns - 16)))
            canvas.put(
                reason ?? (action.isWrite ? "changes the server" : ""), row: row, column: rect.column + 48,
                style: palette[.faint], width: max(0, rect.columns - 49))
            if id == help.rows.selected {
                canvas.restyle(Rect(row: row, column: rect.column, rows: 1, columns: rect.columns), palette[.cursor])
            }
        }
    }
}
