import Meetings
import MeetingsStore
import TerminalUI

/// The page as guests see it: of a room, or of a theme with any room.
struct PagePreview: Equatable, Sendable {
    let object: ObjectID
}

extension Model {
    var reasonAgainstPreview: String? {
        if selectedTheme != nil { return nil }
        return selectedRoom?.room == nil ? "there is no room here" : nil
    }

    mutating func openPreview() -> [Effect] {
        if let theme = selectedTheme {
            overlay = .preview(PagePreview(object: .theme(theme.id)))
        } else if let room = selectedRoom {
            overlay = .preview(PagePreview(object: .room(room.id)))
        }
        return []
    }

    /// Shows the page once the server has confirmed another theme.
    mutating func showPage(after request: Request, _ answer: Answer) {
        guard overlay == nil, case .room(let room) = answer, case .updateRoom(_, let update) = request,
            let theme = update.themeID, update == RoomUpdate(themeID: .some(theme))
        else { return }
        overlay = .preview(PagePreview(object: .room(room.id)))
    }

    mutating func copyPreviewLink() -> [Effect] {
        guard case .preview(let preview)? = overlay, let link = room(of: preview.object)?.room?.links.guest else {
            say("a theme has no link of its own: its rooms have", isError: true)
            return []
        }
        overlay = nil
        return [.copy(text: link, label: "guest link", isSecret: false)]
    }
}

/// Draws the page and says below it where it is.
struct PagePreviewView {
    let model: Model
    let preview: PagePreview

    func draw(on canvas: inout Canvas, in rect: Rect) {
        let palette = model.configuration.palette
        let box = rect.centered(rows: PageMockup.rows + 7, columns: 76)
        canvas.fill(Rect(row: box.row, column: rect.column, rows: box.rows, columns: rect.columns))
        canvas.frame(
            box, title: "As guests see it · \(model.title(of: preview.object))", right: "q closes",
            style: palette[.heading])
        let inner = box.inset(by: 1).droppingLeft(2).droppingRight(2)
        let room = model.room(of: preview.object)?.room
        let theme = preview.object.theme ?? room?.themeID
        let known = theme.flatMap { model.state.themes[$0]?.theme }
        if let room {
            PageMockup(theme: known, room: room).draw(on: &canvas, in: inner, palette: palette)
        } else if let known {
            PageMockup(theme: known).draw(on: &canvas, in: inner, palette: palette)
        }
        let below = inner.droppingTop(PageMockup.rows + (inner.rows > PageMockup.rows + 4 ? 1 : 0))
        for (row, line) in zip(below.row..<below.endRow, lines(room, known)) {
            canvas.put(line, row: row, column: below.column, style: palette[.text], width: below.columns)
        }
    }

    private func lines(_ room: Room?, _ theme: Theme?) -> [String] {
        let name = theme.map { "Theme  \($0.name)  \($0.mainColor)" } ?? "Theme  none: the application's own"
        let contrast = theme.flatMap { ColorFacts($0.mainColor) }.map { "contrast \($0.contrast)" }
        let first = [name, contrast].compactMap(\.self).joined(separator: "  ")
        guard let room else {
            return [
                first,
                "\(theme.map { model.uses(of: $0.id) } ?? 0) rooms show it. From a room: p, then g copies its link.",
            ]
        }
        return [first, "Link   \(room.links.guest ?? "not known yet")", "       g copies it"]
    }
}
