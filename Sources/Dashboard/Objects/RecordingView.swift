import Meetings
import MeetingsStore
import TerminalUI

/// One recording: its state, times and link.
struct RecordingView {
    let model: Model
    let known: KnownRecording
    private var frame: ObjectFrame { ObjectFrame(model: model) }

    func draw(on canvas: inout Canvas, in rect: Rect) {
        let recording = known.recording
        let room = model.room(of: .recording(recording.id))?.title ?? "room not known"
        let state = RecordingWords.state(recording, in: model)
        let body = frame.drawTitle(
            ["recordings", room, recording.id.rawValue.scrubbed()], right: state.text, on: &canvas, in: rect)
        let rest = frame.drawFacts(facts(recording, state), labels: 11, on: &canvas, in: body)
        let events = frame.drawRelated(
            [(.room, "room"), (.theme, "theme"), (.events, "events"), (.deliveries, "callbacks of its session")],
            labels: 11, on: &canvas, in: rest
        ).droppingTop(1)
        guard events.rows > 2, !model.recent.isEmpty else { return }
        frame.drawHead("ITS EVENTS", right: "l opens", on: &canvas, in: events)
        let lines = events.droppingTop(1)
        for (row, event) in zip(lines.row..<lines.endRow, model.recent.reversed()) {
            EventLine(model: model).draw(event, on: &canvas, row: row, in: lines)
        }
    }

    private func facts(_ recording: Recording, _ state: (text: String, role: Role)) -> [RoomFacts.Line] {
        func time(_ time: Timestamp?) -> String { time.map { TimeText.full($0, utcOffset: model.utcOffset) } ?? "–" }
        var lines: [RoomFacts.Line] = [
            .init(label: "State", text: state.text, role: state.role),
            .init(label: "Started", text: time(recording.startedAt)),
            .init(label: "Ended", text: time(recording.endedAt)),
            .init(label: "Length", text: RecordingWords.length(recording, in: model)),
            .init(label: "Session", text: recording.sessionID.rawValue.scrubbed()),
            .init(label: "Id", text: recording.id.rawValue.scrubbed(), role: .faint),
        ]
        if let end = recording.endedAt {
            lines.insert(
                .init(label: "Age", text: "\(TimeText.rough(max(.zero, model.now - end))) since its end"), at: 4)
        }
        // Whoever has the link can fetch the file: it is signed.
        if let url = recording.url {
            lines.append(.init(label: "Link", text: RoomFacts.masked(url), role: .secret))
        } else {
            lines.append(.init(label: "Link", text: "none until it is uploaded", role: .faint))
        }
        return lines
    }
}
