import TerminalUI

/// The list of actions: their keys, what each does, the request behind it, and why it cannot be done now.
struct HelpView {
    let model: Model
    let help: HelpList

    /// Where the columns begin: wider where there is room.
    private func starts(_ width: Int) -> (action: Int, note: Int, verb: Int?) {
        width >= 110 ? (16, 52, width - 34) : (14, 46, nil)
    }

    func draw(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        let palette = model.configuration.palette
        canvas.fill(rect)
        canvas.put(
            "HELP  \(help.context.title) · / searches, Enter runs", row: rect.row, column: rect.column + 1,
            style: palette[.heading])
        if help.isTyping || !help.query.isEmpty {
            canvas.fill(rect.top(1))
            canvas.put("HELP  /", row: rect.row, column: rect.column + 1, style: palette[.heading])
            help.query.draw(
                on: &canvas, row: rect.row, column: rect.column + 8, width: max(0, rect.columns - 9),
                focused: help.isTyping)
        }
        let heads = rect.droppingTop(1)
        let starts = starts(rect.columns)
        let titles = [("KEY", 1), ("ACTION", starts.action), ("NOTE", starts.note)]
        for (text, column) in titles + (starts.verb.map { [("GREENROOM …", $0)] } ?? []) where column < rect.columns {
            canvas.put(text, row: heads.row, column: rect.column + column, style: palette[.heading])
        }
        let last = "Each works after  :  too, where Tab completes. Settings may give other keys."
        let rows = heads.droppingTop(1).droppingBottom(rect.rows > 8 ? 1 : 0)
        if rect.rows > 8 {
            canvas.put(
                last, row: rect.endRow - 1, column: rect.column + 1, style: palette[.faint],
                width: max(0, rect.columns - 2))
        }
        let top = help.rows.top(rows: rows.rows)
        for (row, id) in zip(rows.row..<rows.endRow, help.rows.ids.dropFirst(top)) {
            guard let action = Action[id] else { continue }
            draw(action, on: &canvas, row: row, in: rect)
            if id == help.rows.selected {
                canvas.restyle(Rect(row: row, column: rect.column, rows: 1, columns: rect.columns), palette[.cursor])
            }
        }
    }

    private func draw(_ action: Action, on canvas: inout Canvas, row: Int, in rect: Rect) {
        let palette = model.configuration.palette
        let starts = starts(rect.columns)
        let reason = action.reason(model)
        let style = palette[reason == nil ? .text : .faint]
        func put(_ text: String, _ start: Int, _ end: Int, _ style: Style) {
            let width = min(end, rect.columns) - start - 1
            guard width > 0 else { return }
            canvas.put(text, row: row, column: rect.column + start, style: style, width: width)
        }
        put(keys(action), 1, starts.action, style)
        put(action.title, starts.action, starts.note, style)
        put(reason ?? action.call ?? "", starts.note, starts.verb ?? rect.columns, palette[.faint])
        if let start = starts.verb { put(action.verb ?? "", start, rect.columns, palette[.faint]) }
    }

    private func keys(_ action: Action) -> String {
        let keymap = model.configuration.keymap
        if action.menu != nil { return keymap.path(to: action) }
        let all = keymap.keys(of: action).filter { !$0.isEmpty }.map(KeyName.text).joined(separator: ", ")
        return all.isEmpty ? ":\(action.id.rawValue)" : all
    }
}
