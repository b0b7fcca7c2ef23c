import Meetings
import MeetingsStore
import TerminalUI

/// What needs a person: the most urgent in one line, or a framed list.
struct AlarmsView {
    let model: Model

    func draw(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        let palette = model.configuration.palette
        let alarms = model.alarms
        var lines = rect
        if rect.rows > 2 {
            canvas.frame(rect, title: "ALARMS \(alarms.count) open", style: palette[.text])
            lines = rect.inset(by: 1)
        }
        guard !alarms.isEmpty else {
            let (text, role) = calm
            canvas.put(text, row: lines.row, column: lines.column + 1, style: palette[role])
            return
        }
        for (row, alarm) in zip(lines.row..<lines.endRow, alarms) { draw(alarm, on: &canvas, row: row, in: lines) }
        let hidden = alarms.count - lines.rows
        if hidden > 0 {
            let text = " +\(hidden) more "
            canvas.put(text, row: lines.endRow - 1, endingBefore: lines.endColumn, style: palette[.warning])
        }
    }

    /// What stands where there is no alarm: only fresh news may say that all is well.
    private var calm: (String, Role) {
        if model.link.isFresh {
            return ("ok  nothing needs a person", .faint)
        }
        if model.state.roomsListedAt == nil { return ("…   nothing is known yet", .faint) }
        return ("!   no news: what stands here is old", .warning)
    }

    private func draw(_ alarm: Alarm, on canvas: inout Canvas, row: Int, in rect: Rect) {
        let palette = model.configuration.palette
        let isCritical = alarm.level == .critical
        let style = palette[isCritical ? .critical : .warning]
        canvas.put(isCritical ? "!!" : "!", row: row, column: rect.column + 1, style: style)
        let room = model.state.rooms[alarm.room]
        let name = room?.title ?? alarm.room.rawValue.scrubbed()
        let (time, what) = words(alarm, room)
        let column = rect.column + 4
        if rect.columns >= 110 {
            canvas.put(time, row: row, endingBefore: column + 11, style: style)
            canvas.put(name, row: row, column: column + 12, width: 26)
            canvas.put(what, row: row, column: column + 39, width: max(0, rect.endColumn - column - 40))
        } else {
            let text = rect.columns < 60 ? "\(time) \(name) \(what)" : "\(time) \(name) — \(what)"
            canvas.put(text, row: row, column: column, width: max(0, rect.endColumn - column - 10))
        }
    }

    /// All that the rule saw, in one line.
    func sentence(_ alarm: Alarm) -> String {
        let (time, what) = words(alarm, model.state.rooms[alarm.room])
        return "\(time) \(what)"
    }

    /// For how long or until when, and what the rule saw.
    private func words(_ alarm: Alarm, _ room: KnownRoom?) -> (String, String) {
        switch alarm.rule {
        case .guestsWithoutHost:
            let guests = room?.guests ?? 0
            let span = TimeText.short(model.now - alarm.since)
            return ("for \(span)", guests == 1 ? "1 guest, no host" : "\(guests) guests, no host")
        case .closing:
            let clock = alarm.since.civil(utcOffset: model.utcOffset).minuteText
            let people = room?.people ?? 0
            let inside = people == 1 ? "1 person inside" : "\(people) people inside"
            return ("in \(TimeText.short(max(.zero, alarm.since - model.now)))", "closes \(clock) with \(inside)")
        }
    }
}
