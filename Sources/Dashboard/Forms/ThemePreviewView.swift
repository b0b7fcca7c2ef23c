import Meetings
import TerminalUI

/// Beside a theme's form: the page with what is typed, and its colour at each depth of terminals.
struct ThemePreviewView {
    let model: Model
    let form: Form

    func draw(on canvas: inout Canvas, in rect: Rect) {
        let palette = model.configuration.palette
        let draft = form.themeDraft
        let facts = ColorFacts(draft.color)
        canvas.fill(rect)
        canvas.frame(
            rect, title: "PREVIEW", right: facts?.depth(of: palette) ?? "no colour yet", style: palette[.heading])
        let inner = rect.inset(by: 1).droppingLeft(1).droppingRight(1)
        // Where not all fits, the colours give way to the page.
        let page = inner.droppingTop(inner.rows > PageMockup.rows + 8 ? 1 : 0)
        PageMockup(form: form).draw(on: &canvas, in: page, palette: palette)
        let below = page.droppingTop(PageMockup.rows + (page.rows > PageMockup.rows + 7 ? 1 : 0))
        drawColors(draft.color, facts, on: &canvas, in: below)
    }

    private func drawColors(_ text: String, _ facts: ColorFacts?, on canvas: inout Canvas, in rect: Rect) {
        guard let facts else { return }
        let palette = model.configuration.palette
        let color = facts.color
        var lines: [(label: String, value: String, color: Color?, depth: String)] = [
            ("colour", text, color, "true"), ("", facts.names.of256, color.nearest256, "256"),
            ("", facts.names.of16, color.nearest16, "16"), ("", "bold on reverse", nil, "mono"),
        ]
        if case .theme(let theme) = form.kind, theme.mainColor != text, let before = ColorFacts(theme.mainColor) {
            lines.append(("before", theme.mainColor, before.color, "true"))
        }
        for (row, line) in zip(rect.row..<rect.endRow, lines) {
            canvas.put(line.label, row: row, column: rect.column, style: palette[.faint], width: 8)
            canvas.put(line.value, row: row, column: rect.column + 9, width: 18)
            let style =
                line.color.map { Style(foreground: $0).limited(to: palette.colors) }
                ?? Style(attributes: [.reverse, .bold])
            canvas.put(line.color == nil ? " a " : "███", row: row, column: rect.column + 28, style: style)
            canvas.put(
                line.depth, row: row, column: rect.column + 33, style: palette[.faint],
                width: max(0, rect.endColumn - rect.column - 33))
        }
        guard lines.count < rect.rows else { return }
        canvas.put(
            "contrast \(facts.contrast); text wants 4.5", row: rect.row + lines.count, column: rect.column,
            style: palette[.faint], width: rect.columns)
    }
}
