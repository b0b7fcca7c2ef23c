public import Meetings

/// An alarm as a filter sees it.
public struct AlarmSubject: FilterSubject {
    private let alarm: Alarm
    private let state: Surroundings
    private let now: Timestamp
    private let isMarked: Bool

    /// `surroundings` are those of the state that knows the alarm's room.
    public init(_ alarm: Alarm, in surroundings: Surroundings, now: Timestamp, isMarked: Bool = false) {
        self.alarm = alarm
        state = surroundings
        self.now = now
        self.isMarked = isMarked
    }

    public var words: [String] {
        [alarm.rule.rawValue, alarm.rule.title, alarm.saw, alarm.decision?.note ?? ""] + names
    }

    private var names: [String] {
        alarm.room.map { [state.rooms[$0]?.room?.displayName ?? $0.rawValue] } ?? []
    }

    public func values(of field: String) -> [FilterValue] {
        switch field {
        case "rule": [.text(alarm.rule.rawValue)]
        case "room": state.names(of: alarm.room)
        case "object": [.text(alarm.key.object)]
        case "level": [.text(alarm.level.rawValue)]
        case "state": [.text(alarm.decision?.state.rawValue ?? (alarm.clearedAt == nil ? "open" : "cleared"))]
        case "began": [.time(alarm.since)]
        case "age": [.span((alarm.clearedAt ?? now) - alarm.since)]
        case "note": alarm.decision.map { [.text($0.note)] } ?? []
        case "operator": alarm.decision.map { [.text($0.operatorName)] } ?? []
        default: []
        }
    }

    public func has(_ flag: String) -> Bool {
        switch flag {
        case "open": alarm.isOpen && alarm.clearedAt == nil
        case "acknowledged": alarm.decision?.state == .acknowledged
        case "snoozed": alarm.decision?.state == .snoozed
        case "critical", "warning": alarm.level.rawValue == flag && alarm.clearedAt == nil
        case "marked": isMarked
        default: false
        }
    }
}
