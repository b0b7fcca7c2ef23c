import Meetings
import MeetingsStore

/// A line of the alarms view: an alarm, or a storm of them in one.
struct AlarmLine: Equatable, Sendable {
    /// Where it stands: what needs a person first, what is over last.
    enum Part: Int, Sendable { case open, acknowledged, snoozed, cleared }

    let id: String
    /// The alarm; of a storm the most urgent one.
    let alarm: Alarm
    let part: Part
    /// Its place among all lines.
    let place: Int
    /// Every alarm that the line stands for.
    let keys: [AlarmKey]
    /// True for one of a storm that is shown alarm by alarm.
    var isMember = false

    /// True for several alarms in one line.
    var isStorm: Bool { keys.count > 1 }
}

extension Alarm {
    /// One text for each rule and what it is about.
    var id: String { "\(rule.rawValue)/\(key.object)" }
}

/// The lines of the alarms view in their order.
struct AlarmLines {
    private(set) var lines: [AlarmLine] = []

    /// How many cleared alarms are shown.
    private static let clearedShown = 100

    init(_ board: AlarmBoard, openStorms: Set<Int>) {
        for row in board.rows {
            switch row {
            case .one(let alarm): add(alarm, .open)
            case .storm(let name, let alarms):
                guard let first = alarms.first else { continue }
                add(first, .open, id: "storm/\(name)", keys: alarms.map(\.key))
                if openStorms.contains(name) { for alarm in alarms { add(alarm, .open, isMember: true) } }
            }
        }
        for alarm in board.all {
            if case .acknowledged = alarm.handling { add(alarm, .acknowledged) }
        }
        for alarm in board.all {
            if case .snoozed = alarm.handling { add(alarm, .snoozed) }
        }
        for alarm in board.history.suffix(Self.clearedShown).reversed() {
            add(alarm, .cleared, id: "\(alarm.id)@\(alarm.clearedAt?.milliseconds ?? 0)")
        }
    }

    private mutating func add(
        _ alarm: Alarm, _ part: AlarmLine.Part, id: String? = nil, keys: [AlarmKey]? = nil, isMember: Bool = false
    ) {
        lines.append(
            AlarmLine(
                id: id ?? alarm.id, alarm: alarm, part: part, place: lines.count, keys: keys ?? [alarm.key],
                isMember: isMember))
    }
}
