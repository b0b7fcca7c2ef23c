import Meetings
import MeetingsStore
import TerminalUI

/// What needs a person, the most urgent first; then what somebody takes care of, what was put off, and what is over.
extension ListKind {
    static let alarms = ListKind(
        place: .alarms, nouns: ("alarm", "alarms"),
        columns: [
            column("sign", "ST", .cells(0)) { _, line, _ in sign(line) },
            column("for", "FOR", .cells(7, from: 30)) { model, line, _ in
                ListCell(AlarmsView.time(line.alarm, model), role(line))
            },
            column("room", "ROOM", .fixed { $0 >= 110 ? 26 : $0 >= 60 ? 18 : $0 >= 30 ? 12 : $0 - 3 }) {
                model, line, _ in
                ListCell(name(line, model), role(line))
            },
            column("what", "WHAT", .share(most: 90, from: 30)) { model, line, columns in
                ListCell(columns < 60 && !line.isStorm ? line.alarm.rule.title : what(line, model), role(line))
            },
            column("state", "STATE", .fixed { $0 >= 160 ? 40 : $0 >= 110 ? 20 : $0 >= 60 ? 16 : 0 }) { model, line, _ in
                ListCell(state(line, model), line.part == .open ? .text : .faint)
            },
        ],
        objects: { model in model.alarmLines.keys.map { .alarm($0) } },
        words: { model, object in
            guard let line = model.alarmLines[object.text] else { return [] }
            return [
                line.alarm.rule.rawValue, line.alarm.rule.title, line.alarm.saw, model.roomTitle(of: line.alarm),
                state(line, model), line.alarm.level.rawValue,
            ]
        },
        order: { model, object in [.count(model.alarmLines[object.text]?.place)] },
        orderName: "severity",
        empty: { _ in "Nothing needs a person, and nothing did lately." })

    private static func column(
        _ id: String, _ title: String, _ width: ListColumn.Width,
        cell: @escaping @Sendable (Model, AlarmLine, Int) -> ListCell
    ) -> ListColumn {
        ListColumn(
            id: id, title: title, width: width,
            cell: { model, object, _, columns in
                model.alarmLines[object.text].map { cell(model, $0, columns) } ?? ListCell("")
            })
    }

    private static func sign(_ line: AlarmLine) -> ListCell {
        guard line.part != .cleared else { return ListCell("ok", .faint) }
        switch line.alarm.level {
        case .critical: return ListCell("!!", line.part == .open ? .critical : .faint)
        case .warning: return ListCell("!", line.part == .open ? .warning : .faint)
        case .info: return ListCell("i", .faint)
        }
    }

    private static func role(_ line: AlarmLine) -> Role { line.part == .open ? .text : .faint }

    private static func name(_ line: AlarmLine, _ model: Model) -> String {
        if line.isStorm { return "\(line.keys.count) alarms" }
        let room = model.roomTitle(of: line.alarm)
        return (line.isMember ? "  " : "") + (room.isEmpty ? "–" : room)
    }

    private static func what(_ line: AlarmLine, _ model: Model) -> String {
        if line.isStorm, let storm = line.alarm.storm {
            return "\(line.alarm.rule.title) · Enter \(model.openStorms.contains(storm) ? "folds" : "shows") them"
        }
        return line.alarm.saw
    }

    /// `open`, `ack dana 10:35 “s3 slow”`, `snoozed to 10:50`, `over 10:40`.
    private static func state(_ line: AlarmLine, _ model: Model) -> String {
        func clock(_ time: Timestamp) -> String { time.civil(utcOffset: model.utcOffset).minuteText }
        let decision = line.alarm.decision
        switch line.part {
        case .open: return "open"
        case .acknowledged:
            let name = decision?.operatorName ?? ""
            let note = decision?.note ?? ""
            let time = (decision?.at).map(clock) ?? ""
            return ["ack", name, time, note.isEmpty ? "" : "“\(note)”"].filter { !$0.isEmpty }.joined(separator: " ")
        case .snoozed: return "snoozed to \((decision?.until).map(clock) ?? "")"
        case .cleared: return "over \(line.alarm.clearedAt.map(clock) ?? "")"
        }
    }
}
