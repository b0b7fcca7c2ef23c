import Meetings
import MeetingsStore
import TerminalUI

/// A form over the view: a label and an entry for each field, what is wrong with it, what would be sent, the buttons.
struct FormView {
    let model: Model
    let form: Form
    private var palette: Palette { model.configuration.palette }

    func draw(on canvas: inout Canvas, in rect: Rect) {
        if form.isOfTheme, rect.columns >= 110 {
            let left = rect.left(70)
            drawForm(on: &canvas, in: left.top(min(left.rows, lines.count + 6)))
            return ThemePreviewView(model: model, form: form).draw(
                on: &canvas, in: rect.droppingLeft(70).top(min(rect.rows, lines.count + 6)))
        }
        let box = rect.centered(rows: lines.count + 6, columns: 76)
        // Letters of the view behind beside a form that is nearly as wide would read as part of it.
        let isNarrow = rect.columns - box.columns < 24
        canvas.fill(isNarrow ? Rect(row: box.row, column: rect.column, rows: box.rows, columns: rect.columns) : box)
        if form.showsPreview {
            ThemePreviewView(model: model, form: form).draw(on: &canvas, in: box.droppingBottom(2))
            return drawButtons(on: &canvas, row: box.endRow - 1, in: box)
        }
        drawForm(on: &canvas, in: box)
    }

    /// What stands in one line: a heading, a field, or what is said under one.
    private enum Line {
        case heading(String)
        case field(Int)
        case below(Int)
    }

    /// Few fields have a line below each; many have one for all, at the end.
    private var isShort: Bool { form.fields.count > 10 }

    private var lines: [Line] {
        form.fields.indices.flatMap { index -> [Line] in
            let group = form.fields[index].group.map { [Line.heading($0)] } ?? []
            return group + [.field(index)] + (isShort ? [] : [.below(index)])
        }
    }

    private func drawForm(on canvas: inout Canvas, in box: Rect) {
        let count = form.changed.count
        canvas.fill(box)
        if BoardLayout.isLow(box) { return drawLow(on: &canvas, in: box) }
        canvas.frame(
            box, title: form.title, right: count > 0 ? "changed \(count)" : nil, style: palette[.heading])
        let inner = box.inset(by: 1)
        let foot = inner.bottom(min(inner.rows, 4))
        let body = inner.droppingBottom(foot.rows)
        drawLines(on: &canvas, in: body)
        drawFoot(on: &canvas, in: foot)
    }

    /// Without a frame: the title, and the field that has the keys, or the buttons when they have them.
    private func drawLow(on canvas: inout Canvas, in rect: Rect) {
        canvas.put(form.title, row: rect.row, column: rect.column, style: palette[.heading], width: rect.columns)
        let rest = rect.droppingTop(1)
        guard form.button == nil, form.fields.indices.contains(form.focus) else {
            return drawButtons(on: &canvas, row: rest.row, in: rest)
        }
        let field = form.fields[form.focus]
        let (text, role) = form.failure.map { ($0, Role.error) } ?? below(field, isFocused: true)
        canvas.put("▶" + field.id, row: rest.row, column: rect.column, style: palette[.heading], width: rect.columns)
        drawEntry(field, isFocused: true, on: &canvas, row: rest.row + 1, column: rect.column + 1, end: rect.endColumn)
        canvas.put(text, row: rest.row + 2, column: rect.column + 1, style: palette[role], width: rect.columns - 1)
    }

    private func drawLines(on canvas: inout Canvas, in rect: Rect) {
        let lines = lines
        let focused = lines.firstIndex { if case .field(let index) = $0 { index >= form.focus } else { false } }
        // As much above the focus as below it, where not all fits.
        let start = max(0, min(lines.count - rect.rows, (focused ?? lines.count) - rect.rows / 2))
        for (row, line) in zip(rect.row..<rect.endRow, lines.dropFirst(start)) {
            switch line {
            case .heading(let text):
                canvas.put(text, row: row, column: rect.column + 1, style: palette[.faint], width: rect.columns - 2)
            case .field(let index):
                draw(form.fields[index], isFocused: index == form.focus, on: &canvas, row: row, in: rect)
            case .below(let index):
                let (text, role) = below(form.fields[index], isFocused: index == form.focus)
                canvas.put(
                    text, row: row, column: rect.column + labels + 2, style: palette[role],
                    width: max(0, rect.columns - labels - 3))
            }
        }
        // In the line above the foot, where nothing else stands.
        let below = lines.count - start - rect.rows
        let texts = [start > 0 ? "↑ \(start) more" : nil, below > 0 ? "↓ \(below) more" : nil].compactMap(\.self)
        if !texts.isEmpty, rect.rows > 0 {
            let text = " " + texts.joined(separator: "  ") + " "
            canvas.put(text, row: rect.endRow, endingBefore: rect.endColumn - 1, style: palette[.faint])
        }
    }

    private var labels: Int { isShort ? 31 : 19 }

    private func draw(_ field: FormField, isFocused: Bool, on canvas: inout Canvas, row: Int, in rect: Rect) {
        let isWrong = form.errors[field.id] != nil
        let labels = min(labels, rect.columns / 2)
        let sign = isWrong ? "!" : field.isRequired ? "*" : " "
        canvas.put(sign, row: row, column: rect.column + 1, style: palette[isWrong ? .error : .faint])
        if isFocused { canvas.put("▶", row: row, column: rect.column + 2, style: palette[.heading]) }
        canvas.put(
            field.id, row: row, column: rect.column + 3,
            style: palette[isFocused ? .heading : field.isChanged ? .marked : .text], width: max(0, labels - 2))
        drawEntry(
            field, isFocused: isFocused, on: &canvas, row: row, column: rect.column + labels + 2, end: rect.endColumn)
    }

    private func drawEntry(
        _ field: FormField, isFocused: Bool, on canvas: inout Canvas, row: Int, column: Int, end: Int
    ) {
        let width = max(0, end - column - 1)
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
    }

    /// What is wrong with a field, or what it takes.
    private func below(_ field: FormField, isFocused: Bool) -> (String, Role) {
        if let error = form.errors[field.id] { return (error, .error) }
        let fact = FieldFacts(model: model, form: form).text(field)
        if isFocused { return (fact.isEmpty ? field.hint : fact, .faint) }
        return (field.isChanged ? fact : "", .faint)
    }

    /// What is said of the focused field, what would be sent, and the buttons.
    private func drawFoot(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        func put(_ text: String, _ role: Role, _ row: Int) {
            guard row >= rect.row else { return }
            canvas.put(text, row: row, column: rect.column + 1, style: palette[role], width: max(0, rect.columns - 2))
        }
        let last = rect.endRow - 1
        drawButtons(on: &canvas, row: last, in: rect)
        if let failure = form.failure {
            put("error: " + failure, .error, last - 2)
        } else if isShort {
            let field = form.fields.indices.contains(form.focus) ? form.fields[form.focus] : nil
            let (text, role) = field.map { below($0, isFocused: true) } ?? (form.note, .faint)
            put("  " + text, role, last - 2)
        }
        put("  " + FieldFacts(model: model, form: form).call, .faint, last - 1)
    }

    private func drawButtons(on canvas: inout Canvas, row: Int, in rect: Rect) {
        if form.request != nil {
            canvas.put("waiting for the server …", row: row, column: rect.column + 3, style: palette[.faint])
            return
        }
        var column = rect.column + 3
        for button in form.buttons {
            let isFocused = form.button == button
            if isFocused { canvas.put("▶", row: row, column: column - 1, style: palette[.heading]) }
            let text = TextWidth.fit("[ \(title(button)) ]", to: max(0, rect.endColumn - column))
            column += canvas.put(text, row: row, column: column, style: palette[isFocused ? .cursor : .text])
            column += 2
        }
    }

    private func title(_ button: Form.Button) -> String {
        switch button {
        case .cancel: "Cancel"
        case .send: form.isNew ? "Create" : "Save"
        case .saveAsNew: "Save as new"
        case .preview: form.showsPreview ? "Fields" : "Preview"
        }
    }
}
