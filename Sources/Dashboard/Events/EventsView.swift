import Meetings
import MeetingsStore
import TerminalUI

/// The newest events, or those that the operator scrolled back to.
struct EventsView {
    let model: Model

    func draw(on canvas: inout Canvas, in rect: Rect, isFramed: Bool) {
        guard rect.rows > 1 else { return }
        var lines = rect.droppingTop(1)
        let style = model.configuration.palette[hasFocus ? .heading : .faint]
        if isFramed {
            canvas.frame(rect, title: title, right: count, style: style)
            lines = rect.inset(by: 1)
        } else {
            canvas.rule(
                row: rect.row, columns: rect.column..<rect.endColumn, title: title, right: count, style: style)
        }
        let isPane = model.location != .place(.events)
        let layout = EventsLayout(lines, isPane: isPane, showsDetail: model.holdsEvents)
        drawRate(on: &canvas, in: layout.rate)
        drawHeads(on: &canvas, in: layout.heads)
        if model.eventRows == 0 {
            canvas.put(
                emptyText, row: layout.rows.row, column: layout.rows.column + 1,
                style: model.configuration.palette[.faint])
            return
        }
        // The newest is on top: a new line never moves the eye to the end of a half-empty pane.
        for row in layout.rows.row..<layout.rows.endRow {
            let index = model.eventsTop + row - layout.rows.row
            guard let event = model.event(atRow: index) else { break }
            draw(event, isSelected: index == model.eventsBack, on: &canvas, row: row, in: layout.rows)
        }
        if layout.detail.rows > 0, let event = model.selectedEvent {
            EventDetailView(model: model).drawPane(event, on: &canvas, in: layout.detail)
        }
    }

    private var hasFocus: Bool { model.viewContext == .events }

    private var title: String {
        let of = model.narrowing.map { " of " + model.title(of: $0) } ?? ""
        return model.holdsEvents
            ? model.size.columns < 60
                ? "PAUSED +\(model.eventsNew) new" : "EVENTS\(of)  PAUSED +\(model.eventsNew) new (End resumes)"
            : "EVENTS\(of)  following ▼"
    }

    private var count: String {
        if model.narrowing != nil { return "Backspace: all again" }
        let all = model.state.events.count
        guard let search = model.eventSearch else { return "\(all) kept" }
        return "\(search.count) of \(all)" + (search.isDone(model.state.events) ? "" : ", still looking")
    }

    private var emptyText: String {
        if model.narrowing != nil { return "None among the newest events." }
        guard let search = model.eventSearch else { return "Nothing has happened yet." }
        return search.isDone(model.state.events)
            ? "No event passes the filter. / changes it." : "None among the newest; looking at older ones…"
    }

    /// Events in each of the last minutes, one character a minute.
    private func drawRate(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        let palette = model.configuration.palette
        let spans = min(60, max(10, rect.columns - 42))
        let end = Timestamp(milliseconds: model.now.milliseconds / 60_000 * 60_000) + .seconds(60)
        let counts = model.state.events.counts(until: end, spans: spans, span: .seconds(60))
        canvas.put("rate/min", row: rect.row, column: rect.column + 1, style: palette[.faint])
        canvas.put(RoomRow.chart(counts), row: rect.row, column: rect.column + 10, style: palette[.chart1])
        guard let peak = counts.max(), peak > 0, let index = counts.lastIndex(of: peak) else { return }
        let at = end - .seconds(60 * (spans - index))
        canvas.put(
            "peak \(peak) at \(at.civil(utcOffset: model.utcOffset).minuteText)", row: rect.row,
            column: rect.column + 12 + spans, style: palette[.faint], width: max(0, rect.columns - 13 - spans))
    }

    private func drawHeads(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        draw(
            ["TIME", "", "EVENT", "ROOM", "WHO / WHAT", "CALLBK"], roles: [.heading], on: &canvas, row: rect.row,
            in: rect)
    }

    private func draw(_ event: LoggedEvent, isSelected: Bool, on canvas: inout Canvas, row: Int, in rect: Rect) {
        let (sign, word) = Self.words(event.name)
        let isPerson = event.name == .participantJoined || event.name == .participantLeft
        let room = event.roomID.map { id in
            model.state.rooms[id]?.title ?? "(id \(id.rawValue.prefix(8).description.scrubbed()))"
        }
        let isNarrow = rect.columns < 60
        let role = isPerson ? (event.isHost ? (isNarrow ? "H " : "HOST ") : isNarrow ? "" : "guest ") : ""
        // Of a room as it is still called, its name once is enough.
        let subject = event.subject == room && rect.columns >= 30 ? "" : event.subject
        let callback = event.sequence.flatMap(worstCallback) ?? ListCell("")
        let time = model.timeText(event.time, withMilliseconds: rect.columns >= 80)
        draw(
            [time, sign, word, room ?? "", role + subject, callback.text],
            roles: [
                .faint, .text, event.isHost ? .host : .text, .text, event.isHost ? .host : .text, callback.role,
            ], on: &canvas, row: row, in: rect)
        guard isSelected, hasFocus, model.holdsEvents else { return }
        canvas.drawCursor(
            on: Rect(row: row, column: rect.column, rows: 1, columns: rect.columns), mark: 0,
            sparing: rect.column..<rect.column, style: model.configuration.palette[.cursor])
    }

    /// How the callback of an event fares: of several the one that is worst off.
    private func worstCallback(of sequence: Int64) -> ListCell? {
        let known = model.state.deliveries.ofEvent(sequence)
        if let worst = known.first(where: { DeliveryWords($0).isFailing }) ?? known.first {
            return DeliveryWords(worst).status
        }
        return model.eventDetails[sequence]?.callbacks.last.map { ListCell($0.text, .faint) }
    }

    private func draw(_ cells: [String], roles: [Role], on canvas: inout Canvas, row: Int, in rect: Rect) {
        let palette = model.configuration.palette
        let isWide = rect.columns >= 80
        var column = rect.column + 1
        let end = rect.endColumn - 1
        let fixed = isWide ? 13 + 3 + 17 + 8 : 9 + 13 + 6
        // What the other columns leave is shared between the room and who or what it was.
        let texts = max(0, end - column - fixed)
        var widths =
            isWide
            ? [12, 2, 16, texts / 2, texts - texts / 2 - 1, 7] : [8, 0, 12, texts / 2, texts - texts / 2 - 1, 5]
        if rect.columns < 60 {
            // The sign stands for what happened; a host has an H before the name.
            let time = rect.columns < 30 ? 0 : 8
            let texts = end - column - (time > 0 ? time + 1 : 0) - 2
            let room = rect.columns < 30 ? 0 : texts / 2
            widths = [time, 1, 0, room, texts - (room > 0 ? room + 1 : 0), 0]
        }
        for (index, width) in widths.enumerated() where width > 0 {
            let room = min(width, end - column)
            guard room > 0 else { return }
            let role = roles.indices.contains(index) ? roles[index] : roles.last ?? .text
            canvas.put(cells[index], row: row, column: column, style: palette[role], width: room)
            column += width + 1
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
        case .recordingFailed: ("!", "rec.failed")
        case .alarmAcknowledged: ("✓", "alarm.ack")
        case .alarmSnoozed: ("✓", "alarm.snooze")
        case .alarmReopened: ("!", "alarm.open")
        case .noteAdded: ("»", "note")
        }
    }
}
