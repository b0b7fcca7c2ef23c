import TerminalUI

/// A question over the view.
struct DialogView {
    let model: Model
    let dialog: Dialog

    func draw(on canvas: inout Canvas, in rect: Rect) {
        let palette = model.configuration.palette
        let extra = dialog.word == nil ? 5 : 7
        let box = rect.centered(rows: dialog.lines.count + extra, columns: 70)
        canvas.fill(box)
        if BoardLayout.isLow(rect) { return drawLow(on: &canvas, in: rect) }
        canvas.frame(
            box, title: dialog.title, right: dialog.right.isEmpty ? nil : dialog.right, style: palette[.heading])
        let inner = box.inset(by: 1).droppingLeft(2).droppingRight(1)
        // In a low window the lines give way to what must be typed and to the buttons.
        let lines = inner.droppingTop(1).droppingBottom(extra - 3)
        for (row, line) in zip(lines.row..<lines.endRow, dialog.lines) {
            canvas.put(line.text, row: row, column: inner.column, style: palette[line.role], width: inner.columns)
        }
        if dialog.word != nil, inner.rows > 2 { drawWord(on: &canvas, row: inner.endRow - 3, in: inner) }
        if inner.rows > 0 { drawButtons(on: &canvas, row: inner.endRow - 1, in: inner) }
    }

    /// Without a frame: what it is about, the word, the buttons.
    private func drawLow(on canvas: inout Canvas, in rect: Rect) {
        let palette = model.configuration.palette
        canvas.fill(rect)
        canvas.put(dialog.title, row: rect.row, column: rect.column, style: palette[.heading], width: rect.columns)
        let lines = rect.droppingTop(1).droppingBottom(dialog.word == nil ? 1 : 2)
        for (row, line) in zip(lines.row..<lines.endRow, dialog.lines) {
            canvas.put(line.text, row: row, column: rect.column, style: palette[line.role], width: rect.columns)
        }
        if dialog.word != nil, rect.rows > 2 { drawWord(on: &canvas, row: rect.endRow - 2, in: rect) }
        if rect.rows > 1 { drawButtons(on: &canvas, row: rect.endRow - 1, in: rect) }
    }

    private func drawWord(on canvas: inout Canvas, row: Int, in rect: Rect) {
        let text = rect.columns < 40 ? "\(dialog.word ?? ""): " : "Type  \(dialog.word ?? "")  to go on:  "
        let width = canvas.put(TextWidth.fit(text, to: rect.columns), row: row, column: rect.column)
        dialog.input.draw(
            on: &canvas, row: row, column: rect.column + width, width: max(0, rect.columns - width),
            style: Style(attributes: .underline))
    }

    private func drawButtons(on canvas: inout Canvas, row: Int, in rect: Rect) {
        let palette = model.configuration.palette
        var column = rect.column
        func put(_ text: String, _ focus: Dialog.Focus) {
            let text = dialog.focus == focus ? "[ \(text) ]" : "  \(text)  "
            let shown = TextWidth.fit(text, to: max(0, rect.endColumn - column))
            // Where a word is typed the cursor is there: the brackets alone tell what Enter does.
            let chosen: Role = dialog.word == nil ? .cursor : .heading
            let style = palette[dialog.focus == focus ? chosen : .text]
            column += canvas.put(shown, row: row, column: column, style: style) + 1
        }
        put("Cancel", .cancel)
        put(dialog.button, .button)
        if let other = dialog.other { put("\(other.title) (\(other.key))", .other) }
    }
}
