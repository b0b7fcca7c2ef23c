import Meetings
import MeetingsStore
import TerminalUI

/// One theme: its texts and colour, and the rooms that use it.
struct ThemeView {
    let model: Model
    let theme: Theme
    private var frame: ObjectFrame { ObjectFrame(model: model) }
    private var palette: Palette { model.configuration.palette }

    func draw(on canvas: inout Canvas, in rect: Rect) {
        let rooms = model.inside.ids
        let right = rooms.count == 1 ? "used by 1 room" : "used by \(rooms.count) rooms"
        let body = frame.drawTitle(["themes", theme.name], right: right, on: &canvas, in: rect)
        var rest = frame.drawFacts(facts, labels: 11, on: &canvas, in: body)
        rest = drawSwatch(on: &canvas, in: rest)
        rest = frame.drawRelated([(.events, "events")], labels: 11, on: &canvas, in: rest).droppingTop(1)
        drawRooms(rooms, on: &canvas, in: rest)
    }

    private var facts: [RoomFacts.Line] {
        [
            .init(label: "Brand text", text: theme.brandText.isEmpty ? "–" : theme.brandText),
            .init(label: "Link part", text: theme.shortCompanyURL ?? "–"),
            .init(label: "Logos", text: logos),
            .init(label: "Id", text: theme.id.rawValue.scrubbed(), role: .faint),
            .init(label: "Color", text: theme.mainColor, color: theme.mainColor),
        ]
    }

    private var logos: String {
        let kinds = [("white", theme.whiteLogo), ("colored", theme.coloredLogo), ("favicon", theme.favicon)]
        return kinds.map { "\($0.0) \($0.1.key == nil && $0.1.url == nil ? "–" : "✓")" }.joined(separator: " · ")
    }

    /// The colour as large as a line, and what is read well on it.
    private func drawSwatch(on canvas: inout Canvas, in rect: Rect) -> Rect {
        guard rect.rows > 0, theme.mainColor.hasPrefix("#"), let color = Color(hex: theme.mainColor) else {
            return rect
        }
        let style = ThemeColor.style(theme.mainColor, palette: palette)
        let column = rect.column + 12
        canvas.put(
            String(repeating: "█", count: min(12, max(0, rect.columns - 14))), row: rect.row, column: column,
            style: style)
        let white = Self.contrast(color, with: Color(hex: "#ffffff"))
        let black = Self.contrast(color, with: Color(hex: "#000000"))
        canvas.put(
            "contrast: white \(white) · black \(black)", row: rect.row, column: column + 14, style: palette[.faint],
            width: max(0, rect.endColumn - column - 15))
        return rect.droppingTop(1)
    }

    /// The contrast with one digit behind the point, rounded down: 4.49 is not 4.5.
    private static func contrast(_ color: Color, with other: Color?) -> String {
        let tenths = other.map { Int((color.contrast(with: $0) * 10).rounded(.down)) } ?? 0
        return "\(tenths / 10).\(tenths % 10)"
    }

    private func drawRooms(_ rooms: [ObjectID], on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 1 else { return }
        frame.drawHead(
            rooms.isEmpty ? "NO ROOM USES IT" : "ROOMS \(rooms.count)", isFocused: true, on: &canvas, in: rect)
        let rows = rect.droppingTop(1)
        let index = model.inside.cursor == nil ? nil : model.inside.index
        let window = RowWindow(count: rooms.count, rows: rows.rows, cursor: index)
        for (offset, object) in rooms.dropFirst(window.top).prefix(rows.rows).enumerated() {
            guard let room = model.room(of: object) else { continue }
            let row = rows.row + offset
            let (sign, role) = RoomRow.sign(of: model.severity(of: room))
            canvas.put(sign, row: row, column: rect.column, style: palette[role])
            canvas.put(room.title, row: row, column: rect.column + 4, width: max(0, rect.columns - 24))
            canvas.put(
                "\(room.people) inside", row: row, endingBefore: rect.endColumn - 1,
                style: palette[room.people == 0 ? .faint : .text])
            frame.drawMarks(of: object, on: &canvas, row: row, in: rect)
        }
    }
}
