import Meetings
import MeetingsStore
import TerminalUI

/// The people of a session, with the cursor.
struct VisitorTable {
    let model: Model
    let timeline: SessionTimeline
    private var palette: Palette { model.configuration.palette }

    private struct Columns {
        let name: Int
        let role: Int
        let joined: Int
        let stay: Int
        let visits: Int?
        /// What they have on and how it gets through; nil where that is not known.
        let media: Int?

        init(_ rect: Rect, hasMedia: Bool) {
            media = hasMedia && rect.columns >= 60 ? rect.endColumn - 11 : nil
            let end = media.map { $0 - 1 } ?? rect.endColumn
            visits = rect.columns >= (hasMedia ? 78 : 66) ? end - 18 : nil
            stay = (visits ?? end) - 2
            joined = stay - 17
            role = joined - 7
            name = max(0, role - 1 - rect.column - 4)
        }
    }

    func draw(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        if rect.columns <= 40 { return drawNames(on: &canvas, in: rect) }
        let told = model.past == nil && timeline.end == nil ? model.state.media.sessions[timeline.session] : nil
        let columns = Columns(rect, hasMedia: told != nil)
        if let column = columns.media, let told {
            // Who talks now is soon wrong.
            let age = model.freshnessTime - told.at
            let text = age > .seconds(15) ? "MCSH " + TimeText.short(age) : "MCSH NET"
            canvas.put(
                text, row: rect.row, column: column, style: palette[age > .seconds(15) ? .warning : .heading],
                width: 10)
        }
        canvas.put("NAME", row: rect.row, column: rect.column + 4, style: palette[.heading])
        canvas.put("ROLE", row: rect.row, column: columns.role, style: palette[.heading])
        canvas.put("JOINED", row: rect.row, column: columns.joined, style: palette[.heading])
        canvas.put("IN ROOM", row: rect.row, endingBefore: columns.stay, style: palette[.heading])
        if let visits = columns.visits { canvas.put("VISITS", row: rect.row, column: visits, style: palette[.heading]) }
        let rows = rect.droppingTop(1)
        let cursor = model.selectedInside
        let index = cursor.flatMap { object in timeline.visitors.firstIndex { .person($0.last.id) == object } }
        var shown = rows
        if timeline.visitors.count > rows.rows { shown = rows.droppingBottom(1) }
        let window = RowWindow(count: timeline.visitors.count, rows: shown.rows, cursor: index)
        for (row, visitor) in zip(shown.row..<shown.endRow, timeline.visitors.dropFirst(window.top)) {
            draw(visitor, columns, on: &canvas, row: row, in: rect)
            ObjectFrame(model: model).drawMarks(of: .person(visitor.last.id), on: &canvas, row: row, in: rect)
        }
        if window.below > 0, rows.rows > 0 {
            canvas.put("+\(window.below) more", row: rows.endRow - 1, column: rect.column + 4, style: palette[.faint])
        }
    }

    /// Names and how long they stay, where there is no room for more.
    private func drawNames(on canvas: inout Canvas, in rect: Rect) {
        let cursor = model.selectedInside
        let index = cursor.flatMap { object in timeline.visitors.firstIndex { .person($0.last.id) == object } }
        let window = RowWindow(count: timeline.visitors.count, rows: rect.rows, cursor: index)
        for (row, visitor) in zip(rect.row..<rect.endRow, timeline.visitors.dropFirst(window.top)) {
            let role: Role = visitor.isInside ? (visitor.isHost ? .host : .text) : .faint
            let sign = visitor.isInside ? (visitor.isHost ? "H" : "g") : "·"
            let stay = visitor.isInside ? TimeText.elapsed(visitor.stay(now: model.now)) : "left"
            canvas.put(sign, row: row, column: rect.column + 1, style: palette[role])
            canvas.put(visitor.name, row: row, column: rect.column + 4, style: palette[role], width: rect.columns - 14)
            canvas.put(stay, row: row, endingBefore: rect.endColumn - 1, style: palette[.faint])
            ObjectFrame(model: model).drawMarks(of: .person(visitor.last.id), on: &canvas, row: row, in: rect)
        }
    }

    private func draw(_ visitor: Visitor, _ columns: Columns, on canvas: inout Canvas, row: Int, in rect: Rect) {
        let isInside = visitor.isInside
        let role: Role = isInside ? (visitor.isHost ? .host : .text) : .faint
        canvas.put(
            isInside ? (visitor.isHost ? "H" : "g") : "·", row: row, column: rect.column + 1, style: palette[role])
        canvas.put(visitor.name, row: row, column: rect.column + 4, style: palette[role], width: columns.name)
        canvas.put(
            isInside ? (visitor.isHost ? "host" : "guest") : "left", row: row, column: columns.role,
            style: palette[role])
        let joined = TimeText.clock(visitor.last.from, utcOffset: model.utcOffset)
        canvas.put(joined, row: row, column: columns.joined, style: palette[role])
        let stay = TimeText.elapsed(visitor.stay(now: model.now))
        canvas.put(stay, row: row, endingBefore: columns.stay, style: palette[isInside ? .text : .faint])
        if let column = columns.media, isInside, let media = model.media(of: visitor.last.id)?.media {
            let net = MediaWords.net(media)
            canvas.put(MediaWords.signs(media), row: row, column: column, style: palette[role])
            canvas.put(net.text, row: row, column: column + 5, style: palette[net.role])
        }
        guard let column = columns.visits else { return }
        var text = String(visitor.visits.count)
        if let gap = visitor.longestGap { text += " (gap \(TimeText.short(gap)))" }
        if let until = visitor.last.until { text = "left \(TimeText.clock(until, utcOffset: model.utcOffset))" }
        canvas.put(
            text, row: row, column: column, style: palette[role], width: (columns.media ?? rect.endColumn) - column - 1)
    }
}
