import Meetings
import MeetingsStore
import TerminalUI

/// The themes beside the rooms: names and colours in a frame.
struct ThemesPane {
    let model: Model

    func draw(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 1, let kind = ListKind.all[.themes] else { return }
        let palette = model.configuration.palette
        let hasFocus = model.viewContext == .themes
        let rows = model.lists[.themes]?.rows ?? RowList()
        canvas.frame(
            rect, title: "THEMES \(rows.count)", right: hasFocus ? "n new" : nil,
            style: palette[hasFocus ? .heading : .faint])
        let lines = rect.inset(by: 1)
        if rows.isEmpty, lines.rows > 0 {
            canvas.put(kind.empty(model), row: lines.row, column: lines.column + 1, width: max(0, lines.columns - 2))
        }
        for (row, object) in zip(lines.row..<lines.endRow, rows.ids.dropFirst(rows.top(rows: lines.rows))) {
            guard let theme = model.theme(object) else { continue }
            let column = lines.column + 2
            let style = ThemeColor.style(theme.mainColor, palette: palette)
            canvas.put("■", row: row, column: column, style: style)
            canvas.put(theme.mainColor, row: row, column: column + 2, style: palette[.faint], width: 7)
            canvas.put(theme.name, row: row, column: column + 10, width: max(0, lines.columns - 13))
            if object == rows.selected, hasFocus {
                let place = Rect(row: row, column: lines.column, rows: 1, columns: lines.columns)
                canvas.drawCursor(on: place, mark: 0, sparing: column..<column + 1, style: palette[.cursor])
            }
        }
    }
}
