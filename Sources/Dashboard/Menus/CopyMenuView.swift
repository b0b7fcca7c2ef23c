import Meetings
import MeetingsStore
import TerminalUI

/// The menu of what can be copied, and a text to be taken by hand.
struct CopyMenuView {
    let model: Model

    func draw(_ menu: CopyMenu, on canvas: inout Canvas, in rect: Rect) {
        let palette = model.configuration.palette
        let choices = CopyChoice.allCases
        let columns = min(44, rect.columns)
        let rows = min(choices.count + 4, rect.rows)
        let box = Rect(
            row: max(rect.row, rect.endRow - rows), column: rect.endColumn - columns, rows: rows, columns: columns)
        canvas.fill(box)
        canvas.frame(box, title: menu.showsText ? "Show" : "Copy", right: "q closes", style: palette[.heading])
        let inner = box.inset(by: 1)
        let room = model.state.rooms[menu.room]
        canvas.put(
            room?.title ?? "", row: inner.row, column: inner.column + 1, style: palette[.faint],
            width: max(0, inner.columns - 2))
        for (row, choice) in zip((inner.row + 1)..<max(inner.row + 1, inner.endRow), choices) {
            canvas.put(String(choice.key), row: row, column: inner.column + 1, style: palette[.heading])
            canvas.put(choice.title, row: row, column: inner.column + 4)
            canvas.put(
                note(choice, room?.room, columns: max(0, inner.columns - 21)), row: row, column: inner.column + 20,
                style: palette[.faint], width: max(0, inner.columns - 21))
        }
        let last = menu.showsText ? "shows the text full width · w copies" : "w shows as text"
        if inner.rows > choices.count + 1 {
            canvas.put(
                last, row: inner.endRow - 1, column: inner.column + 1, style: palette[.faint],
                width: max(0, inner.columns - 2))
        }
    }

    private func note(_ choice: CopyChoice, _ room: Room?, columns: Int) -> String {
        guard let room, let text = choice.text(of: room) else { return "not known yet" }
        switch choice {
        case .guestLink: return text.tail(columns)
        case .hostLink: return model.mayShowSecrets ? "secret" : "secret, asks once"
        case .meetingCode: return RoomFacts.grouped(room.meetingCode)
        case .roomID: return room.id.rawValue.scrubbed()
        }
    }

    /// The text from the first column on, so that a terminal's own selection takes nothing else.
    func draw(label: String, text: String, on canvas: inout Canvas, in rect: Rect) {
        let palette = model.configuration.palette
        canvas.fill(rect)
        canvas.put("\(label) · q closes", row: rect.row, column: rect.column + 1, style: palette[.heading])
        let lines = rect.droppingTop(2)
        var rest = text[...]
        for row in lines.row..<lines.endRow where !rest.isEmpty {
            let piece = Self.piece(of: rest, columns: lines.columns)
            canvas.put(String(piece), row: row, column: lines.column)
            rest = rest[piece.endIndex...]
        }
    }

    /// As many characters from the start as fit. At least one, so that a line is never empty.
    private static func piece(of text: Substring, columns: Int) -> Substring {
        var used = 0
        var end = text.startIndex
        while end < text.endIndex {
            used += TextWidth.columns(of: text[end])
            if used > columns, end > text.startIndex { break }
            end = text.index(after: end)
        }
        return text[..<end]
    }
}
