import Meetings
import MeetingsStore
import TerminalUI

/// The table of rooms.
struct RoomsView {
    let model: Model

    func draw(on canvas: inout Canvas, in rect: Rect, isFramed: Bool) {
        guard rect.rows > 0 else { return }
        let palette = model.configuration.palette
        var table = rect
        if isFramed {
            let hasFocus = model.viewContext == .rooms
            let filter = model.filters[.board].flatMap { $0.isEmpty ? nil : $0 } ?? "–"
            canvas.frame(
                rect, title: "ROOMS \(model.rooms.count)",
                right: "sort severity   filter \(TextWidth.fit(filter, to: 30))",
                style: palette[hasFocus ? .heading : .faint])
            table = rect.inset(by: 1).droppingLeft(1).droppingRight(1)
        }
        let columns = Columns(width: table.columns)
        drawHeads(columns, on: &canvas, in: table)
        let rows = table.droppingTop(1)
        if model.rooms.isEmpty {
            canvas.put(emptyText, row: rows.row, column: rows.column + 1, width: max(0, min(rows.columns - 2, 76)))
            return
        }
        let top = model.rooms.top(rows: rows.rows)
        for (offset, id) in model.rooms.ids.dropFirst(top).prefix(rows.rows).enumerated() {
            guard let room = model.state.rooms[id] else { continue }
            let place = Rect(row: rows.row + offset, column: rows.column, rows: 1, columns: rows.columns)
            let row = RoomRow(room, in: model, closing: columns.closes.width)
            draw(row, columns, on: &canvas, in: place)
            if id == model.rooms.selected, model.viewContext == .rooms {
                let start = place.column + columns.chart.start
                let chart = start..<start + (row.chart.isEmpty ? 0 : columns.chart.width)
                canvas.drawCursor(on: place, mark: columns.mark, sparing: chart, style: palette[.cursor])
            }
        }
    }

    /// What to do where there is nothing to see.
    private var emptyText: String {
        if model.filters[.board]?.isEmpty == false { return "No room has these words. / changes the filter." }
        if model.state.roomsListedAt == nil { return "No answer from the server yet." }
        return model.configuration.mayWrite ? "No rooms yet. n makes one." : "No rooms yet."
    }

    private func drawHeads(_ columns: Columns, on canvas: inout Canvas, in rect: Rect) {
        let style = model.configuration.palette[.heading]
        let row = rect.row
        canvas.put("ST", row: row, column: rect.column, style: style)
        canvas.put("ROOM", row: row, column: rect.column + columns.name.start, style: style)
        let numbers = columns.isShort ? ("H", "GST") : ("HOST", "GST")
        canvas.put(numbers.0, row: row, endingBefore: rect.column + columns.hosts.end, style: style)
        canvas.put(numbers.1, row: row, endingBefore: rect.column + columns.guests.end, style: style)
        let texts = [
            (columns.chart, "LAST 15m"), (columns.recording, "REC"), (columns.closes, "CLOSES"),
            (columns.theme, "THEME"),
        ]
        for (span, text) in texts where span.width > 0 {
            canvas.put(text, row: row, column: rect.column + span.start, style: style)
        }
        if columns.since.width > 0 {
            canvas.put("SINCE", row: row, endingBefore: rect.column + columns.since.end, style: style)
        }
    }

    private func draw(_ room: RoomRow, _ columns: Columns, on canvas: inout Canvas, in rect: Rect) {
        let palette = model.configuration.palette
        let row = rect.row
        func put(_ text: String, _ span: Columns.Span, _ role: Role) {
            canvas.put(text, row: row, column: rect.column + span.start, style: palette[role], width: span.width)
        }
        func putNumber(_ text: String, _ span: Columns.Span, _ role: Role) {
            guard span.width > 0 else { return }
            canvas.put(text, row: row, endingBefore: rect.column + span.end, style: palette[role])
        }
        canvas.put(room.sign, row: row, column: rect.column, style: palette[room.role])
        put(room.name, columns.name, room.role == .expired ? .expired : .text)
        putNumber(room.hosts, columns.hosts, room.hosts == "0" ? .faint : .host)
        putNumber(room.guests, columns.guests, room.guests == "0" ? .faint : .text)
        put(room.chart, columns.chart, .chart1)
        put(room.recording, columns.recording, room.recording == "REC" ? .recording : .faint)
        putNumber(room.since, columns.since, .faint)
        put(room.closes, columns.closes, .text)
        put(room.theme, columns.theme, .faint)
    }

    /// Which columns a table of some width has, and where.
    struct Columns: Equatable {
        struct Span: Equatable {
            var start = 0
            var width = 0
            var end: Int { start + width }
        }

        /// The most columns that a table has a use for.
        static let most = 114
        private static let longestName = 40

        let isShort: Bool
        /// Where the cursor's mark is drawn: beside the sign, never over it.
        let mark: Int
        var name = Span()
        var hosts = Span()
        var guests = Span()
        var chart = Span()
        var recording = Span()
        var since = Span()
        var closes = Span()
        var theme = Span()

        init(width: Int) {
            isShort = width < 60
            mark = 2
            let widths = (
                hosts: isShort ? 2 : 4, guests: 4, chart: width >= 74 ? 12 : 0, recording: width >= 34 ? 4 : 0,
                since: width >= 56 ? 8 : 0, closes: width >= 110 ? 16 : width >= 60 ? 12 : 0,
                theme: width >= 100 ? 16 : 0
            )
            let all = [
                widths.hosts, widths.guests, widths.chart, widths.recording, widths.since, widths.closes, widths.theme,
            ]
            let fixed = all.filter { $0 > 0 }.reduce(0) { $0 + $1 + 1 }
            var next = 3
            func take(_ columns: Int) -> Span {
                guard columns > 0 else { return Span(start: next, width: 0) }
                defer { next += columns + 1 }
                return Span(start: next, width: columns)
            }
            name = take(min(max(4, width - fixed - 3), Self.longestName))
            hosts = take(widths.hosts)
            guests = take(widths.guests)
            chart = take(widths.chart)
            recording = take(widths.recording)
            since = take(widths.since)
            closes = take(widths.closes)
            theme = take(widths.theme)
        }
    }
}
