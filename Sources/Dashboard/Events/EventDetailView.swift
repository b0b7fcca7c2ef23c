import Meetings
import MeetingsStore
import TerminalUI

/// One event: its body as JSON, and how its callbacks went.
struct EventDetailView {
    let model: Model

    /// Below the list, for the event under the cursor.
    func drawPane(_ event: LoggedEvent, on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 1 else { return }
        let palette = model.configuration.palette
        let number = event.sequence.map { "event \($0)" } ?? "callback without a number"
        canvas.rule(
            row: rect.row, columns: rect.column..<rect.endColumn, title: "\(number) · \(event.name.rawValue)",
            style: palette[.heading])
        guard let sequence = event.sequence else { return }
        let callbacks = callbackLines(sequence)
        let shown = min(callbacks.count, max(0, rect.rows - 3))
        drawBody(sequence, on: &canvas, in: rect.droppingTop(1).droppingBottom(shown), from: 0)
        for (row, line) in zip((rect.endRow - shown)..<rect.endRow, callbacks) {
            canvas.put(line.text, row: row, column: rect.column + 2, style: palette[line.role], width: rect.columns - 4)
        }
    }

    /// On the whole screen.
    func drawView(_ sequence: Int64, on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        let palette = model.configuration.palette
        let log = model.state.events
        let event = log.index(ofSequence: sequence).map { log[$0] }
        let facts = event.map { " · \($0.name.rawValue) · \(model.timeText($0.time, withMilliseconds: true))" } ?? ""
        canvas.put(
            "event \(sequence)\(facts)", row: rect.row, column: rect.column + 1, style: palette[.heading],
            width: max(0, rect.columns - 2))
        let callbacks = callbackLines(sequence)
        let lines = rect.droppingTop(1)
        let shown = lines.rows - bodyRows(sequence, of: lines)
        drawBody(sequence, on: &canvas, in: lines.droppingBottom(shown), from: model.scroll)
        for (row, line) in zip((lines.endRow - shown)..<lines.endRow, callbacks) {
            canvas.put(line.text, row: row, column: rect.column + 2, style: palette[line.role], width: rect.columns - 4)
        }
    }

    /// How many of these lines the body has: the callbacks stand below it.
    func bodyRows(_ sequence: Int64, of lines: Rect) -> Int {
        lines.rows - min(model.eventDetails[sequence]?.callbacks.count ?? 0, max(0, lines.rows - 3))
    }

    private func drawBody(_ sequence: Int64, on canvas: inout Canvas, in rect: Rect, from first: Int) {
        let palette = model.configuration.palette
        guard let detail = model.eventDetails[sequence] else {
            canvas.put("asking for its body…", row: rect.row, column: rect.column + 2, style: palette[.faint])
            return
        }
        for (row, line) in zip(rect.row..<max(rect.row, rect.endRow), detail.lines.dropFirst(first)) {
            canvas.put(line, row: row, column: rect.column + 2, width: max(0, rect.columns - 4))
            guard model.openObject == .event(sequence) else { continue }
            canvas.mark(
                model.search, line: first + row - rect.row, text: line, row: row, column: rect.column + 2, in: rect,
                palette)
        }
    }

    private func callbackLines(_ sequence: Int64) -> [(text: String, role: Role)] {
        guard let callbacks = model.eventDetails[sequence]?.callbacks else { return [] }
        return callbacks.map { callback in
            var parts: [String] = []
            switch callback.state {
            case .delivered: parts.append(callback.lastStatus.map { "\($0)" } ?? "delivered")
            case .dead: parts.append("given up after \(callback.attempts) attempts")
            case .pending: parts.append(callback.attempts > 0 ? "attempt \(callback.attempts)" : "not sent yet")
            }
            if callback.state != .delivered {
                if let failure = callback.lastError ?? callback.lastStatus.map({ "answered \($0)" }) {
                    parts.append(failure.scrubbed(limit: 80))
                }
                if let next = callback.nextAttemptAt, next > model.now {
                    parts.append("next in \(TimeText.rough(next - model.now))")
                }
            }
            // How it went comes before where: the end is cut first.
            parts.append("POST \(callback.url.scrubbed(limit: 120))")
            return ("→ " + parts.joined(separator: "   "), callback.state == .delivered ? .text : .warning)
        }
    }
}
