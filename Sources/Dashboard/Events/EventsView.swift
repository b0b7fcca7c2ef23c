import Meetings
import MeetingsStore
import TerminalUI

/// The newest events, or those that the operator scrolled back to.
struct EventsView {
    let model: Model

    func draw(on canvas: inout Canvas, in rect: Rect, isFramed: Bool) {
        guard rect.rows > 1 else { return }
        let palette = model.configuration.palette
        let hasFocus = model.viewContext == .events
        let follows = model.eventsBack == 0
        let of = model.narrowing.map { " of " + model.title(of: $0) } ?? ""
        let right = model.narrowing == nil ? "\(model.state.events.count) kept" : "Backspace: all again"
        let title = follows ? "EVENTS\(of)  following ▼" : "EVENTS\(of)  PAUSED +\(model.eventsNew) new (End resumes)"
        let style = palette[hasFocus ? .heading : .faint]
        var lines = rect.droppingTop(1)
        if isFramed {
            canvas.frame(rect, title: title, right: right, style: style)
            lines = rect.inset(by: 1)
        } else {
            canvas.rule(
                row: rect.row, columns: rect.column..<rect.endColumn, title: title, right: right, style: style)
        }
        if model.narrowing != nil {
            drawRecent(on: &canvas, in: lines)
            return
        }
        let entries = model.state.events
        if entries.isEmpty {
            canvas.put("Nothing has happened yet.", row: lines.row, column: lines.column + 1, style: palette[.faint])
            return
        }
        // The newest is on top: a new line never moves the eye to the end of a half-empty pane.
        let newest = entries.count - 1 - min(model.eventsBack, entries.count - 1)
        for (row, index) in zip(lines.row..<lines.endRow, stride(from: newest, through: 0, by: -1)) {
            draw(entries[index], on: &canvas, row: row, in: lines)
        }
    }

    /// The events of the object to which the list is narrowed.
    private func drawRecent(on canvas: inout Canvas, in rect: Rect) {
        let shown = model.recent.reversed().dropFirst(model.eventsBack)
        for (row, event) in zip(rect.row..<rect.endRow, shown) { draw(event, on: &canvas, row: row, in: rect) }
        if model.recent.isEmpty {
            canvas.put(
                "None among the newest events.", row: rect.row, column: rect.column + 1,
                style: model.configuration.palette[.faint])
        }
    }

    private func draw(_ event: LoggedEvent, on canvas: inout Canvas, row: Int, in rect: Rect) {
        let palette = model.configuration.palette
        let (sign, word) = Self.words(event.name)
        let isWide = rect.columns >= 100
        let civil = event.time.civil(utcOffset: model.utcOffset)
        var column = rect.column + (isWide ? 1 : 0)
        let end = rect.endColumn - (isWide ? 1 : 0)
        // What the other columns leave is shared between the room and who or what it was.
        let texts = isWide ? max(0, end - column - 36) : 0
        func put(_ text: String, _ width: Int, _ role: Role = .text) {
            let room = min(width, end - column)
            guard room > 0 else { return }
            canvas.put(text, row: row, column: column, style: palette[role], width: room)
            column += width + 1
        }
        put(civil.clockText, 8, .faint)
        if isWide { put(sign, 2) }
        put(word, isWide ? 16 : 12, event.isHost ? .host : .text)
        let name = event.roomID.map { id in
            model.state.rooms[id]?.title ?? "(id \(id.rawValue.prefix(8).description.scrubbed()))"
        }
        put(name ?? "", isWide ? texts / 2 : 22)
        put(event.subject, max(0, isWide ? end - column - 6 : min(end - column - 6, 40)))
        if event.name == .participantJoined || event.name == .participantLeft {
            put(event.isHost ? "HOST" : "guest", 5, event.isHost ? .host : .faint)
        }
    }

    /// The sign and the short word for a kind of event.
    static func words(_ name: EventName) -> (String, String) {
        switch name {
        case .roomCreated: ("+", "room.new")
        case .roomUpdated: ("~", "room.edit")
        case .roomExpired: ("x", "room.closed")
        case .roomDeleted: ("x", "room.gone")
        case .themeCreated: ("+", "theme.new")
        case .themeUpdated: ("~", "theme.edit")
        case .themeDeleted: ("x", "theme.gone")
        case .sessionStarted: ("»", "session.on")
        case .sessionEnded: ("«", "session.off")
        case .sessionLocked: ("■", "locked")
        case .sessionUnlocked: ("□", "unlocked")
        case .waitingJoined: ("?", "waiting")
        case .waitingLeft: ("-", "wait.over")
        case .participantJoined: ("+", "joined")
        case .participantLeft: ("-", "left")
        case .recordingStarted: ("●", "rec.started")
        case .recordingEnded: ("■", "rec.ended")
        case .recordingUploaded: ("▲", "rec.uploaded")
        case .alarmAcknowledged: ("✓", "alarm.ack")
        case .alarmSnoozed: ("✓", "alarm.snooze")
        case .alarmReopened: ("!", "alarm.open")
        case .noteAdded: ("»", "note")
        }
    }
}
