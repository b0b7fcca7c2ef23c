import Meetings
import MeetingsStore
import TerminalUI

/// One room: its facts and who is inside, as a view of its own or as a pane beside the rooms.
struct RoomView {
    let model: Model
    let room: KnownRoom

    /// The whole view below the header.
    func drawView(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        let palette = model.configuration.palette
        let (sign, role) = RoomRow.sign(of: model.severity(of: room))
        let path = "rooms ▸ "
        canvas.put(path, row: rect.row, column: rect.column + 1, style: palette[.faint])
        let title = rect.column + 1 + TextWidth.columns(of: path)
        canvas.put(sign, row: rect.row, column: title, style: palette[role])
        canvas.put(
            room.title, row: rect.row, column: title + 3, style: palette[.heading],
            width: max(0, rect.endColumn - title - 4))
        let body = rect.droppingTop(1)
        canvas.rule(row: body.row, columns: rect.column..<rect.endColumn, style: palette[.faint])
        let rest = drawFacts(on: &canvas, in: body.droppingTop(1), labels: 11, isPane: false)
        RoomPeople(model: model, room: room).draw(on: &canvas, in: rest)
    }

    /// A frame with the same, shorter.
    func drawPane(on canvas: inout Canvas, in rect: Rect) {
        let palette = model.configuration.palette
        // The whole name matters more than a hint that the last lines give too.
        let hint = TextWidth.columns(of: room.title) + 20 <= rect.columns ? "Enter opens" : nil
        canvas.frame(rect, title: room.title, right: hint, style: palette[.faint])
        let rest = drawFacts(on: &canvas, in: rect.inset(by: 1), labels: 10, isPane: true)
        RoomPeople(model: model, room: room).draw(on: &canvas, in: rest)
    }

    /// Answers what is left below.
    private func drawFacts(on canvas: inout Canvas, in rect: Rect, labels: Int, isPane: Bool) -> Rect {
        let palette = model.configuration.palette
        let columns = isPane ? max(0, rect.columns - labels - 2) : nil
        let facts = RoomFacts(model: model, room: room, columns: columns).lines
        for (row, line) in zip(rect.row..<rect.endRow, facts) {
            canvas.put(line.label, row: row, column: rect.column + 1, style: palette[.faint], width: labels - 1)
            var column = rect.column + labels + 1
            if let color = line.color {
                canvas.put("■ ", row: row, column: column, style: ThemeColor.style(color, palette: palette))
                column += 2
            }
            canvas.put(
                line.text, row: row, column: column, style: palette[line.role],
                width: max(0, rect.endColumn - column - 1))
        }
        return rect.droppingTop(facts.count + 1)
    }
}
