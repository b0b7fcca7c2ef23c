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
        let columns = Columns(width: rect.columns)
        func put(_ text: String, _ column: Int?) {
            guard let column else { return }
            canvas.put(text, row: heads.row, column: rect.column + column, style: palette[.heading])
        }
        put("THEME", 3)
        put("COLOR", columns.color)
        put("BRAND TEXT", columns.brand)
        put("LINK", columns.link)
        if columns.brand != nil {
            canvas.put("ROOMS", row: heads.row, endingBefore: rect.endColumn - 1, style: palette[.heading])
        }
        drawRows(on: &canvas, in: heads.droppingTop(1), isShort: false)
    }

    /// Where the columns of the view begin; nil for one that has no room. Texts share what the others leave.
    private struct Columns {
        let text: Int
        var color: Int?
        var brand: Int?
        var link: Int?

        init(width: Int) {
            let texts = width >= 76 ? 3 : width >= 60 ? 2 : 1
            text = max(4, (width - (texts > 1 ? 21 + 2 * texts : 14)) / texts)
            if width >= 40 { color = text + 4 }
            if texts >= 2 { brand = text + 15 }
            if texts >= 3 { link = 2 * text + 17 }
        }
    }

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
                let swatch = rect.column + (isShort ? 2 : Columns(width: rect.columns).color ?? 0)
                canvas.drawCursor(on: place, mark: 0, sparing: swatch..<swatch + 1, style: palette[.cursor])
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
        let columns = Columns(width: rect.columns)
        canvas.put(theme.name, row: rect.row, column: rect.column + 3, width: columns.text)
        if let color = columns.color {
            canvas.put("■", row: rect.row, column: rect.column + color, style: swatch)
            canvas.put(theme.mainColor, row: rect.row, column: rect.column + color + 2, width: 7)
        }
        if let brand = columns.brand {
            canvas.put(theme.brandText, row: rect.row, column: rect.column + brand, width: columns.text)
            canvas.put(String(model.uses(of: theme.id)), row: rect.row, endingBefore: rect.endColumn - 1)
        }
        if let link = columns.link {
            canvas.put(theme.shortCompanyURL ?? "–", row: rect.row, column: rect.column + link, width: columns.text)
        }
    }

    private var emptyText: String {
        if model.filters[.themes]?.isEmpty == false { return "No theme has these words. / changes the filter." }
        if model.state.themesListedAt == nil { return "No answer from the server yet." }
        return model.configuration.mayWrite ? "No themes yet. 6, then n makes one." : "No themes yet."
    }
}
