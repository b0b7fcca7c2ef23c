import Meetings
import MeetingsStore
import TerminalUI

/// What needs a person: the most urgent in one line, or a framed list. Storms are one line each.
struct AlarmsView {
    let model: Model

    func draw(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        let palette = model.configuration.palette
        let rows = rows
        var lines = rect
        if rect.rows > 2 {
            canvas.frame(rect, title: title, right: "! all   a ack   z snooze", style: palette[.text])
            lines = rect.inset(by: 1)
        }
        guard !rows.isEmpty else {
            let (text, role) = calm
            canvas.put(text, row: lines.row, column: lines.column + 1, style: palette[role])
            return
        }
        let isOneLine = rect.rows <= 2
        let hidden = model.alarmBoard.all.count - min(rows.count, lines.rows)
        // In a narrow strip the room's name needs the columns; the header counts the others.
        var right = hidden > 0 && rect.columns >= 36 ? "+\(hidden) more" : ""
        if isOneLine, rect.columns >= 70 { right += (right.isEmpty ? "" : "  ") + "a:ack z:snooze" }
        let width = right.isEmpty ? 0 : TextWidth.columns(of: right) + 2
        for (row, line) in zip(lines.row..<lines.endRow, rows) {
            draw(line, on: &canvas, row: row, in: lines, sparing: row == lines.endRow - 1 ? width : 0)
        }
        if !right.isEmpty {
            canvas.put(
                right + " ", row: lines.endRow - 1, endingBefore: lines.endColumn,
                style: palette[hidden > 0 ? .warning : .faint])
        }
    }

    /// The most urgent first. While nothing is heard from the server, that is what all others depend on.
    private var rows: [AlarmRow] {
        let rows = model.alarmBoard.rows
        guard !model.link.isFresh else { return rows }
        return rows.filter { $0.first?.rule == .feedStale } + rows.filter { $0.first?.rule != .feedStale }
    }

    private var title: String {
        let counts = model.alarmBoard.counts
        let hidden = counts.decided > 0 ? " · \(counts.acknowledged) acked · \(counts.snoozed) snoozed" : ""
        return "ALARMS \(model.alarms.count) open\(hidden)"
    }

    /// What stands where there is no alarm: only fresh news may say that all is well.
    private var calm: (String, Role) {
        let counts = model.alarmBoard.counts
        if counts.hidden > 0 {
            return ("ok  nothing new: \(counts.acknowledged) acknowledged, \(counts.snoozed) snoozed", .faint)
        }
        if model.link.isFresh {
            return ("ok  nothing needs a person", .faint)
        }
        if model.state.roomsListedAt == nil { return ("…   nothing is known yet", .faint) }
        return ("!   no news: what stands here is old", .warning)
    }

    private func draw(_ line: AlarmRow, on canvas: inout Canvas, row: Int, in rect: Rect, sparing: Int) {
        guard let alarm = line.first else { return }
        let palette = model.configuration.palette
        let (sign, role) = Self.sign(alarm.level)
        let style = palette[role]
        canvas.put(sign, row: row, column: rect.column + 1, style: style)
        var name = alarm.room == nil ? alarm.rule.title : model.roomTitle(of: alarm)
        var what = alarm.saw
        if case .storm(_, let alarms) = line { (name, what) = ("\(alarms.count) alarms", alarm.rule.title) }
        let time = Self.time(alarm, model)
        let column = rect.column + 4
        if rect.columns >= 110 {
            canvas.put(time, row: row, endingBefore: column + 11, style: style)
            canvas.put(name, row: row, column: column + 12, width: 26)
            let place = Rect(
                row: row, column: column + 39, rows: 1, columns: max(0, rect.endColumn - column - 40 - sparing))
            drawEnd(alarm, what, on: &canvas, in: place)
        } else {
            let text =
                rect.columns < 36
                ? "\(alarm.rule.title) \(name)"
                : rect.columns < 60 ? "\(time) \(name) \(alarm.rule.title)" : "\(time) \(name) — \(what)"
            canvas.put(text, row: row, column: column, width: max(0, rect.endColumn - column - max(1, sparing)))
        }
    }

    /// What was seen; on a wall also who takes care of it, and what helps.
    private func drawEnd(_ alarm: Alarm, _ what: String, on canvas: inout Canvas, in rect: Rect) {
        let palette = model.configuration.palette
        guard rect.columns >= 130 else {
            canvas.put(what, row: rect.row, column: rect.column, width: rect.columns)
            return
        }
        let (seen, state) = (70, 22)
        canvas.put(what, row: rect.row, column: rect.column, width: seen)
        canvas.put(
            AlarmWords.state(alarm, in: model), row: rect.row, column: rect.column + seen + 1, style: palette[.faint],
            width: state)
        canvas.put(
            "do: " + AlarmWords.advice(alarm.rule), row: rect.row, column: rect.column + seen + state + 2,
            width: rect.columns - seen - state - 2)
    }

    private static func sign(_ level: AlarmLevel) -> (String, Role) {
        switch level {
        case .critical: ("!!", .critical)
        case .warning: ("!", .warning)
        case .info: ("i", .faint)
        }
    }

    /// For how long, `2:12`, or until what is due, `T-7:53`.
    static func time(_ alarm: Alarm, _ model: Model) -> String {
        if let end = alarm.clearedAt { return TimeText.short(end - alarm.since) }
        guard let dueAt = alarm.dueAt else { return TimeText.short(model.now - alarm.since) }
        return "T-" + TimeText.short(max(.zero, dueAt - model.now))
    }
}
