import Meetings
import MeetingsStore
import TerminalUI

/// A form over the view: a label and an entry for each field, what is wrong with it, and the two buttons.
struct FormView {
    let model: Model
    let form: Form

    func draw(on canvas: inout Canvas, in rect: Rect) {
        let palette = model.configuration.palette
        let box = rect.centered(rows: 4 + form.fields.count * 2, columns: 76)
        // Letters of the view behind beside a form that is nearly as wide would read as part of it.
        let isNarrow = rect.columns - box.columns < 24
        canvas.fill(isNarrow ? Rect(row: box.row, column: rect.column, rows: box.rows, columns: rect.columns) : box)
        canvas.frame(box, title: form.title, right: form.isChanged ? "changed" : nil, style: palette[.heading])
        let inner = box.inset(by: 1)
        // A small box shows what is around the focus.
        let needed = form.fields.count * 2 + 2
        let hidden = max(0, needed - inner.rows)
        let start = min(hidden, max(0, min(form.focus, form.fields.count) * 2 - max(0, inner.rows - 3)))
        for (index, field) in form.fields.enumerated() {
            draw(field, isFocused: index == form.focus, on: &canvas, row: inner.row + index * 2 - start, in: inner)
        }
        let buttons = inner.row + form.fields.count * 2 + 1 - start
        guard inner.rows > 0, buttons < inner.endRow else { return }
        if let failure = form.failure {
            canvas.put(
                "error: " + failure, row: buttons - 1, column: inner.column + 1, style: palette[.error],
                width: max(0, inner.columns - 2))
        }
        drawButtons(on: &canvas, row: buttons, in: inner)
    }

    private func draw(_ field: FormField, isFocused: Bool, on canvas: inout Canvas, row: Int, in rect: Rect) {
        let palette = model.configuration.palette
        guard row >= rect.row, row < rect.endRow else { return }
        let error = form.errors[field.id]
        let labels = min(22, rect.columns / 3)
        let sign = error != nil ? "!" : field.isRequired ? "*" : " "
        canvas.put(sign, row: row, column: rect.column + 1, style: palette[error != nil ? .error : .faint])
        if isFocused { canvas.put("▶", row: row, column: rect.column + 2, style: palette[.heading]) }
        canvas.put(
            field.id, row: row, column: rect.column + 3, style: palette[isFocused ? .heading : .text],
            width: max(0, labels - 2))
        let column = rect.column + labels + 2
        let width = max(0, rect.endColumn - column - 1)
        switch field.entry {
        case .text(let input):
            let swatch = field.id == "main_color" && width > 12 ? 10 : width
            input.draw(
                on: &canvas, row: row, column: column, width: swatch, style: Style(attributes: .underline),
                focused: isFocused && form.request == nil)
            if swatch < width {
                let style = ThemeColor.style(input.text, palette: palette)
                canvas.put(
                    ThemeColor.parts(input.text) == nil ? "" : "███", row: row, column: column + 11, style: style)
            }
        case .choice(let choices, let selected):
            let title = choices.indices.contains(selected) ? choices[selected].title : ""
            let text = isFocused ? "◂ \(TextWidth.fit(title, to: max(0, width - 4))) ▸" : title
            canvas.put(text, row: row, column: column, style: palette[isFocused ? .heading : .text], width: width)
        }
        let below = error ?? (isFocused ? hint(field) : nil)
        if let below, row + 1 < rect.endRow {
            canvas.put(
                below, row: row + 1, column: column, style: palette[error != nil ? .error : .faint], width: width)
        }
    }

    /// What the field takes, or what the typed time comes to.
    private func hint(_ field: FormField) -> String {
        guard field.id == "expires_at", let text = form.text("expires_at"),
            let time = ExpiryEntry.parse(text, now: model.now, utcOffset: model.utcOffset)
        else { return field.hint }
        let left = time - model.now
        let rest = left < .zero ? "in the past" : "in \(TimeText.rough(left))"
        return "closes \(TimeText.full(time, utcOffset: model.utcOffset)) (\(rest))"
    }

    private func drawButtons(on canvas: inout Canvas, row: Int, in rect: Rect) {
        let palette = model.configuration.palette
        if form.request != nil {
            canvas.put("waiting for the server …", row: row, column: rect.column + 3, style: palette[.faint])
            return
        }
        for (focus, text, column) in [(form.cancel, "[ Cancel ]", 3), (form.send, "[ Create ]", 15)] {
            let isFocused = form.focus == focus
            if isFocused { canvas.put("▶", row: row, column: rect.column + column - 1, style: palette[.heading]) }
            canvas.put(text, row: row, column: rect.column + column, style: palette[isFocused ? .cursor : .text])
        }
    }
}
