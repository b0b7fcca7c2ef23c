import Meetings
import MeetingsStore
import TerminalUI

/// What needs a person, the most urgent first.
extension ListKind {
    static let alarms = ListKind(
        place: .alarms, nouns: ("alarm", "alarms"),
        columns: [
            column("sign", "ST", .cells(0)) { _, alarm in
                alarm.level == .critical ? ListCell("!!", .critical) : ListCell("!", .warning)
            },
            column("room", "ROOM", .share(most: 40, from: 0)) { model, alarm in
                ListCell(model.state.rooms[alarm.room]?.title ?? alarm.room.rawValue.scrubbed())
            },
            column("what", "WHAT", .share(most: 90, from: 0)) { model, alarm in
                ListCell(AlarmsView(model: model).sentence(alarm))
            },
        ],
        objects: { model in model.alarms.map { .alarm($0.id) } },
        words: { model, object in [object.text, model.room(of: object)?.title ?? ""] },
        order: { model, object in [.count(model.alarms.firstIndex { $0.id == object.text })] },
        orderName: "severity",
        empty: { _ in "Nothing needs a person." })

    private static func column(
        _ id: String, _ title: String, _ width: ListColumn.Width,
        cell: @escaping @Sendable (Model, Alarm) -> ListCell
    ) -> ListColumn {
        ListColumn(
            id: id, title: title, width: width,
            cell: { model, object, _ in
                model.alarms.first { $0.id == object.text }.map { cell(model, $0) } ?? ListCell("")
            })
    }
}

extension Alarm {
    /// One text for each rule and what it is about.
    var id: String { "\(rule.rawValue)/\(room.rawValue)" }
}
