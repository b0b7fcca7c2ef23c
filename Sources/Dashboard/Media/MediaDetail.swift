import Meetings
import MeetingsStore
import TerminalUI

/// Below the list of media servers: TURN, who has a poor connection, what stands in the way, and how old all that is.
struct MediaDetail {
    let model: Model

    /// Lines that it takes, its rule included; 0 where the list needs them all.
    static func rows(_ rect: Rect) -> Int { rect.rows >= 14 ? min(10, rect.rows / 2) : 0 }

    func draw(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 1, let report = model.state.media.report, let at = model.state.media.at else { return }
        let palette = model.configuration.palette
        let age = max(.zero, model.freshnessTime - at)
        let isOld = age > MediaWords.oldAfter
        ObjectFrame(model: model).drawHead(
            "SOUND AND PICTURE", right: isOld ? "\(TimeText.short(age)) OLD" : "asked every 5 s", isFocused: true,
            on: &canvas, in: rect)
        let lines = rect.droppingTop(1)
        let label = 8
        let width = max(1, rect.columns - label - 3)
        for (row, fact) in zip(lines.row..<lines.endRow, facts(report, columns: width)) {
            canvas.put(fact.label, row: row, column: rect.column + 1, style: palette[.faint])
            canvas.put(fact.text, row: row, column: rect.column + label + 2, style: palette[fact.role], width: width)
        }
    }

    private func facts(_ report: MediaReport, columns: Int) -> [(label: String, text: String, role: Role)] {
        var facts = [(label: "TURN", text: Self.turn(report.turn), role: Self.role(report.turn))]
        let connected = report.sessions.reduce(0) { $0 + $1.connected }
        let poor = report.sessions.reduce(0) { $0 + $1.poor }
        let sessions = "\(report.sessions.count) \(report.sessions.count == 1 ? "session" : "sessions")"
        facts.append(
            (
                label: "People", text: "\(connected) connected in \(sessions), \(poor) with a poor connection",
                role: poor > 0 ? .warning : .text
            ))
        for problem in report.problems {
            let lines = WrappedText.lines(problem.text, columns: columns)
            facts += lines.enumerated().map { index, line in
                (label: index == 0 ? "Problem" : "", text: line, role: .warning)
            }
            facts += WrappedText.lines(problem.fix, columns: columns).enumerated().map { index, line in
                (label: index == 0 ? "Do" : "", text: line, role: .text)
            }
        }
        return facts
    }

    private static func turn(_ turn: TurnReport) -> String {
        switch turn.state {
        case .off: "off: switched off, or the server is reached from its own machine only"
        case .absent: "coturn is not installed: people behind strict firewalls cannot connect"
        case .external: "of others: \(turn.urls.joined(separator: ", "))"
        case .starting: "starting"
        case .ready: "ready\(turn.restarts > 0 ? ", started again \(turn.restarts) times" : "")"
        case .failing: "does not answer, and will be started again"
        case .down: "does not run: started again \(turn.restarts) times"
        }
    }

    private static func role(_ turn: TurnReport) -> Role {
        switch turn.state {
        case .ready, .external: .text
        case .off: .faint
        default: .warning
        }
    }
}
