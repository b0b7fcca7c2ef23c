import Meetings
import MeetingsStore
import TerminalUI

/// The menu of what can be copied, and a text to be taken by hand.
struct CopyMenuView {
    let model: Model

    func draw(_ menu: CopyMenu, on canvas: inout Canvas, in rect: Rect) {
        let palette = model.configuration.palette
        let choices = CopyChoice.allCases
        let columns = min(46, rect.columns)
        let rows = min(choices.count + 4, rect.rows)
        let box = Rect(
            row: max(rect.row, rect.endRow - rows), column: rect.endColumn - columns, rows: rows, columns: columns)
        canvas.fill(box)
        let isLow = BoardLayout.isLow(rect)
        if !isLow {
            canvas.frame(box, title: menu.showsText ? "Show" : "Copy", right: "q closes", style: palette[.heading])
        }
        let inner = isLow ? box : box.inset(by: 1)
        canvas.put(
            title(of: menu), row: inner.row, column: inner.column + 1, style: palette[.faint],
            width: max(0, inner.columns - 2))
        for (row, choice) in zip((inner.row + 1)..<max(inner.row + 1, inner.endRow), choices) {
            let reason = model.reason(against: choice)
            canvas.put(String(choice.key), row: row, column: inner.column + 1, style: palette[.heading])
            canvas.put(choice.title, row: row, column: inner.column + 4, style: palette[reason == nil ? .text : .faint])
            canvas.put(
                reason ?? note(choice, menu, columns: max(0, inner.columns - 19)), row: row,
                column: inner.column + 18, style: palette[.faint], width: max(0, inner.columns - 19))
        }
        let last = menu.showsText ? "shows the text full width · w copies" : "w shows as text"
        if inner.rows > choices.count + 1 {
            canvas.put(
                last, row: inner.endRow - 1, column: inner.column + 1, style: palette[.faint],
                width: max(0, inner.columns - 2))
        }
    }

    private func title(of menu: CopyMenu) -> String {
        guard menu.objects.count == 1, let first = menu.objects.first else {
            return "\(menu.objects.count) marked, one a line"
        }
        return model.room(of: first)?.title ?? model.title(of: first)
    }

    private func note(_ choice: CopyChoice, _ menu: CopyMenu, columns: Int) -> String {
        guard menu.objects.count == 1, let object = menu.objects.first else {
            switch choice {
            case .json, .curl: return "one object at a time"
            case .qr: return "of the first"
            default: return "of each"
            }
        }
        switch choice {
        case .json: return "as the server has it"
        case .curl: return "without the token"
        case .dialIn: return model.dialIn.map { $0.first ?? "the server has none" } ?? "asks the server"
        case .invitation: return "name, time, link, code"
        case .qr: return "of the guest URL"
        case .hostLink where model.text(choice, of: object) != nil:
            return model.mayShowSecrets ? "secret" : "secret, asks once"
        default: break
        }
        guard let text = model.text(choice, of: object), !text.isEmpty else { return "not known yet" }
        switch choice {
        case .guestLink: return text.tail(columns)
        case .meetingCode: return RoomFacts.grouped(text)
        default: return text.scrubbed()
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
            if rest.first == "\n" { rest = rest.dropFirst() }
        }
    }

    /// As many characters from the start as fit, up to the end of a line. At least one, so that the rest gets shorter,
    /// but for an empty line.
    private static func piece(of text: Substring, columns: Int) -> Substring {
        var used = 0
        var end = text.startIndex
        while end < text.endIndex, text[end] != "\n" {
            used += TextWidth.columns(of: text[end])
            if used > columns, end > text.startIndex { break }
            end = text.index(after: end)
        }
        return text[..<end]
    }
}
