import Meetings
import MeetingsStore
import TerminalUI

/// One room: its facts, who waits and who is inside, its recordings and what happened last. A view of its own, or a
/// pane beside the rooms.
struct RoomView {
    let model: Model
    let room: KnownRoom
    private var frame: ObjectFrame { ObjectFrame(model: model) }

    /// The whole view below the header.
    func drawView(on canvas: inout Canvas, in rect: Rect) {
        let theme = room.room?.themeID.flatMap { model.state.themes[$0]?.theme.name }
        let right = [room.room?.type.rawValue, theme.map { "theme \($0)" }].compactMap(\.self).joined(separator: " · ")
        var body = frame.drawTitle(
            ["rooms", room.title], sign: RoomRow.sign(of: model.severity(of: room)), right: right, on: &canvas,
            in: rect)
        // Where the people lie below the edge, their number and the recording come first.
        let isLow = body.rows < 10
        if isLow, body.rows > 0 {
            let (text, role) = summary
            canvas.put(
                text, row: body.row, column: body.column + 1, style: model.configuration.palette[role],
                width: max(0, body.columns - 2))
            body = body.droppingTop(1)
        }
        let isWide = rect.columns >= 110
        let left = isWide ? body.left(max(60, body.columns * 55 / 100)) : body
        let facts = RoomFacts(model: model, room: room)
        let alarm = isLow ? [] : [facts.alarmLine].compactMap(\.self)
        var rest = frame.drawFacts(alarm + facts.lines, labels: 11, on: &canvas, in: left)
        rest = frame.drawRelated(relations, labels: 11, on: &canvas, in: rest).droppingTop(1)
        let people = RoomPeople(model: model, room: room)
        if isWide {
            people.draw(on: &canvas, in: rest)
            drawPast(on: &canvas, in: body.droppingLeft(left.columns), isFramed: true)
        } else {
            // Who is there comes first; what is left tells what was.
            let rows = min(people.rows, max(min(6, rest.rows), rest.rows - 8))
            people.draw(on: &canvas, in: rest.top(rows))
            drawPast(on: &canvas, in: rest.droppingTop(rows + 1), isFramed: false)
        }
    }

    /// `1 host · 4 guests · REC`.
    private var summary: (String, Role) {
        if let index = model.worstAlarm[room.id], model.alarms.indices.contains(index) {
            let alarm = model.alarms[index]
            let head = RoomFacts(model: model, room: room).headCount
            return ("\(alarm.rule.title) · \(head)", alarm.level == .critical ? .critical : .warning)
        }
        guard room.isLive else { return ("nobody is inside", .faint) }
        let recording = room.recordings > 0 ? " · REC" : ""
        return (RoomFacts(model: model, room: room).headCount + recording, .live)
    }

    private var relations: [(Model.Relation, String)] {
        let count = model.recordingsInside.count
        return [
            (.room, room.isLive ? "session" : "last session"), (.theme, "theme"),
            (.recordings, count == 0 ? "recordings" : count == 1 ? "1 recording" : "\(count) recordings"),
            (.events, "events"), (.deliveries, "callbacks"),
        ]
    }

    /// A frame with the same, shorter.
    func drawPane(on canvas: inout Canvas, in rect: Rect) {
        let palette = model.configuration.palette
        // The whole name matters more than a hint that the last lines give too.
        let hint = TextWidth.columns(of: room.title) + 20 <= rect.columns ? "Enter opens" : nil
        canvas.frame(rect, title: room.title, right: hint, style: palette[.faint])
        let inner = rect.inset(by: 1)
        let facts = RoomFacts(model: model, room: room, columns: max(0, inner.columns - 12))
        let lines = [facts.alarmLine].compactMap(\.self) + facts.lines
        let rest = frame.drawFacts(lines, labels: 10, on: &canvas, in: inner).droppingTop(inner.rows > 14 ? 1 : 0)
        RoomPeople(model: model, room: room).draw(on: &canvas, in: rest)
    }

    /// The recordings and the newest events.
    private func drawPast(on canvas: inout Canvas, in rect: Rect, isFramed: Bool) {
        var rest = rect
        let recordings = model.recordingsInside
        if !recordings.isEmpty, rest.rows > 1 {
            let rows = min(recordings.count, max(1, rest.rows / 3))
            frame.drawHead(
                "RECORDINGS \(recordings.count)", right: "c opens", on: &canvas, in: rest)
            for (row, recording) in zip(rest.row + 1..<rest.row + 1 + rows, recordings) {
                RecordingLine(model: model, recording: recording).draw(on: &canvas, row: row, in: rest)
            }
            rest = rest.droppingTop(rows + 1 + (isFramed ? 1 : 0))
        }
        guard rest.rows > 2 else { return }
        frame.drawHead("LAST EVENTS", right: "l opens", on: &canvas, in: rest)
        let lines = rest.droppingTop(1)
        for (row, event) in zip(lines.row..<lines.endRow, model.recent.reversed()) {
            EventLine(model: model).draw(event, on: &canvas, row: row, in: lines)
        }
        if model.recent.isEmpty {
            canvas.put(
                "none in the newest of the log", row: lines.row, column: lines.column + 1,
                style: model.configuration.palette[.faint], width: max(0, lines.columns - 2))
        }
    }
}

/// One recording in one line.
struct RecordingLine {
    let model: Model
    let recording: Recording

    func draw(on canvas: inout Canvas, row: Int, in rect: Rect) {
        guard row < rect.endRow else { return }
        let palette = model.configuration.palette
        let id = recording.id.rawValue.prefix(8).description.scrubbed()
        canvas.put(id, row: row, column: rect.column + 1, style: palette[.faint], width: 8)
        let started = recording.startedAt.map { TimeText.clock($0, utcOffset: model.utcOffset) } ?? "–"
        canvas.put(started, row: row, column: rect.column + 11, width: min(8, max(0, rect.columns - 12)))
        canvas.put(RecordingWords.length(recording, in: model), row: row, endingBefore: rect.column + 29)
        let state = RecordingWords.state(recording, in: model)
        canvas.put(
            state.text, row: row, column: rect.column + 31, style: palette[state.role],
            width: max(0, rect.columns - 32))
    }
}

/// One event of an object whose name stands above: time, what happened, to whom.
struct EventLine {
    let model: Model

    func draw(_ event: LoggedEvent, on canvas: inout Canvas, row: Int, in rect: Rect) {
        let palette = model.configuration.palette
        let (sign, word) = EventsView.words(event.name)
        let clock = event.time.civil(utcOffset: model.utcOffset).clockText
        canvas.put(
            clock, row: row, column: rect.column + 1, style: palette[.faint], width: max(0, min(8, rect.columns - 2)))
        canvas.put(sign, row: row, column: rect.column + 11, style: palette[event.isHost ? .host : .text])
        canvas.put(
            word, row: row, column: rect.column + 13, style: palette[event.isHost ? .host : .text],
            width: max(0, min(14, rect.columns - 14)))
        canvas.put(event.subject, row: row, column: rect.column + 28, width: max(0, rect.columns - 35))
        if event.isHost { canvas.put("HOST", row: row, endingBefore: rect.endColumn - 1, style: palette[.host]) }
    }
}

extension Model {
    /// The recordings of the open room.
    var recordingsInside: [Recording] { recordingIDs.compactMap { state.recordings[$0]?.recording } }
}
