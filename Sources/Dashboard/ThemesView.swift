import Meetings
import MeetingsStore
import TerminalUI

/// The themes: a pane of the wide board, or a view of its own.
struct ThemesView {
    let model: Model

    /// Names and colours in a frame.
    func drawPane(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 1 else { return }
        let palette = model.configuration.palette
        let hasFocus = model.viewContext == .themes
        canvas.frame(
            rect, title: "THEMES \(model.themes.count)", right: hasFocus ? "n new" : nil,
            style: palette[hasFocus ? .heading : .faint])
        drawRows(on: &canvas, in: rect.inset(by: 1), isShort: true)
    }

    /// The whole view below the header.
    func drawView(on canvas: inout Canvas, in rect: Rect) {
        let palette = model.configuration.palette
        canvas.put("themes", row: rect.row, column: rect.column + 1, style: palette[.heading])
        let heads = rect.droppingTop(1)
        let name = nameWidth(rect.columns)
        canvas.put("THEME", row: heads.row, column: rect.column + 3, style: palette[.heading], width: name)
        if rect.columns >= 40 {
            canvas.put("COLOR", row: heads.row, column: rect.column + name + 4, style: palette[.heading])
        }
        if rect.columns >= 60 {
            canvas.put("BRAND TEXT", row: heads.row, column: rect.column + name + 16, style: palette[.heading])
            canvas.put("ROOMS", row: heads.row, endingBefore: rect.endColumn - 1, style: palette[.heading])
        }
        drawRows(on: &canvas, in: heads.droppingTop(1), isShort: false)
    }

    private func nameWidth(_ columns: Int) -> Int { max(4, columns >= 60 ? (columns - 30) / 2 : columns - 16) }

    private func drawRows(on canvas: inout Canvas, in rect: Rect, isShort: Bool) {
        let palette = model.configuration.palette
        guard rect.rows > 0 else { return }
        if model.themes.isEmpty {
            canvas.put(emptyText, row: rect.row, column: rect.column + 1, width: max(0, rect.columns - 2))
            return
        }
        let top = model.themes.top(rows: rect.rows)
        let shown = model.themes.ids.dropFirst(top).prefix(rect.rows)
        for (row, id) in zip(rect.row..., shown) {
            guard let theme = model.state.themes[id]?.theme else { continue }
            let place = Rect(row: row, column: rect.column, rows: 1, columns: rect.columns)
            draw(theme, on: &canvas, in: place, isShort: isShort)
            if id == model.themes.selected, model.viewContext == .themes {
                canvas.restyle(place, palette[.cursor])
                canvas.put("▶", row: row, column: rect.column, style: palette[.cursor])
            }
        }
    }

    private func draw(_ theme: Theme, on canvas: inout Canvas, in rect: Rect, isShort: Bool) {
        let palette = model.configuration.palette
        let swatch = ThemeColor.style(theme.mainColor, palette: palette)
        if isShort {
            canvas.put("■", row: rect.row, column: rect.column + 2, style: swatch)
            canvas.put(theme.mainColor, row: rect.row, column: rect.column + 4, style: palette[.faint], width: 7)
            canvas.put(theme.name, row: rect.row, column: rect.column + 12, width: max(0, rect.columns - 13))
            return
        }
        let name = nameWidth(rect.columns)
        canvas.put(theme.name, row: rect.row, column: rect.column + 3, width: name)
        if rect.columns >= 40 {
            canvas.put("■", row: rect.row, column: rect.column + name + 4, style: swatch)
            canvas.put(theme.mainColor, row: rect.row, column: rect.column + name + 6, width: 7)
        }
        if rect.columns >= 60 {
            let column = rect.column + name + 16
            canvas.put(theme.brandText, row: rect.row, column: column, width: max(0, rect.endColumn - 8 - column))
            canvas.put(String(model.uses(of: theme.id)), row: rect.row, endingBefore: rect.endColumn - 1)
        }
    }

    private var emptyText: String {
        if model.filters[.themes]?.isEmpty == false { return "No theme has these words. / changes the filter." }
        if model.state.themesListedAt == nil { return "No answer from the server yet." }
        return model.configuration.mayWrite ? "No themes yet. 6, then n makes one." : "No themes yet."
    }
}
