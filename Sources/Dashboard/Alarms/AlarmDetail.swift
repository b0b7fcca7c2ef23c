import Meetings
import MeetingsStore
import TerminalUI

/// The alarm under the cursor in full, below the list: what was seen, since when, what helps, who takes care of it.
struct AlarmDetail {
    let model: Model

    /// Lines that it takes, its rule included; 0 where the list needs them all.
    static func rows(_ rect: Rect) -> Int { rect.rows >= 14 ? 6 : 0 }

    func draw(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 1, let line = model.selectedAlarm else { return }
        let palette = model.configuration.palette
        let alarm = line.alarm
        let frame = ObjectFrame(model: model)
        let room = model.roomTitle(of: alarm)
        let title = room.isEmpty ? alarm.rule.title : "\(alarm.rule.title) · \(room)"
        frame.drawHead(title, isFocused: true, on: &canvas, in: rect)
        let since = TimeText.clock(alarm.since, utcOffset: model.utcOffset)
        let raised = TimeText.clock(alarm.raisedAt, utcOffset: model.utcOffset)
        var state = "raised \(raised), since \(since) · \(AlarmWords.state(alarm, in: model))"
        if let cleared = alarm.clearedAt {
            state = "raised \(raised), over since \(TimeText.clock(cleared, utcOffset: model.utcOffset))"
        }
        let lines = rect.droppingTop(1)
        let label = 6
        let width = max(1, rect.columns - label - 3)
        let what = WrappedText.lines(alarm.saw, columns: width).prefix(2)
        var facts = what.enumerated().map { (label: $0.offset == 0 ? "Saw" : "", text: $0.element) }
        let key = Action["help-alarm"].map { model.configuration.keymap.text(of: $0) } ?? ""
        let help = AlarmWords.help(alarm.rule.help)
        facts.append((label: "Do", text: "\(AlarmWords.advice(alarm.rule)) · \(key) \(help)"))
        facts.append((label: "State", text: state))
        for (row, fact) in zip(lines.row..<lines.endRow, facts) {
            canvas.put(fact.label, row: row, column: rect.column + 1, style: palette[.faint])
            canvas.put(fact.text, row: row, column: rect.column + label + 2, width: width)
        }
    }
}
