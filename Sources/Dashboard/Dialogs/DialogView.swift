import TerminalUI

/// A question over the view.
struct DialogView {
    let model: Model
    let dialog: Dialog

    func draw(on canvas: inout Canvas, in rect: Rect) {
        let palette = model.configuration.palette
        let box = rect.centered(rows: dialog.lines.count + (dialog.word == nil ? 6 : 8), columns: 70)
        canvas.fill(box)
        canvas.frame(box, title: dialog.title, style: palette[.heading])
        let inner = box.inset(by: 1).droppingLeft(2).droppingRight(1)
        for (row, line) in zip(inner.row + 1..<max(inner.row + 1, inner.endRow), dialog.lines) {
            canvas.put(line.text, row: row, column: inner.column, style: palette[line.role], width: inner.columns)
        }
        if let word = dialog.word {
            let text = "Type  \(word)  to go on:  "
            let row = min(inner.endRow - 1, inner.row + dialog.lines.count + 2)
            let width = canvas.put(text, row: row, column: inner.column, width: nil)
            dialog.input.draw(
                on: &canvas, row: row, column: inner.column + width, width: max(0, inner.columns - width))
        }
        let row = inner.endRow - 1
        guard row > inner.row else { return }
        let cancel = canvas.put(
            "[ Cancel ]", row: row, column: inner.column, style: palette[dialog.isOnButton ? .text : .cursor])
        canvas.put(
            "[ \(dialog.button) ]", row: row, column: inner.column + cancel + 2,
            style: palette[dialog.isOnButton ? .cursor : .text])
    }
}
