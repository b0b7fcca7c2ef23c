import Meetings
import MeetingsStore

/// What a configuration says of alarms in some rooms.
extension ConfigurationFile {
    /// What differs from the usual for each alarm rule: `rules` and `levels` below a key.
    func alarmRules(below key: String) -> [AlarmRule: AlarmTuning] {
        var rules: [AlarmRule: AlarmTuning] = [:]
        for rule in AlarmRule.allCases {
            let hold = text("\(key).rules.\(rule.rawValue)")
            let level = text("\(key).levels.\(rule.rawValue)").flatMap(AlarmLevel.init)
            guard hold != nil || level != nil else { continue }
            rules[rule] = AlarmTuning(
                isOff: hold.map { OnOffText.read($0) == false }, hold: hold.flatMap(SpanText.read), level: level)
        }
        return rules
    }

    /// What differs in some rooms, in the order of the file: later ones win.
    var roomAlarms: [AlarmOverride] {
        var names: [String] = []
        for (path, _) in children(of: "alarms.rooms") {
            let name = Self.roomsName(in: path)
            if !names.contains(name) { names.append(name) }
        }
        return names.map { name in
            let key = "alarms.rooms.\(name)"
            var limits = AlarmLimitTuning()
            for limit in AlarmLimitSetting.all {
                text("\(key).limits.\(limit.name)").map { limit.adoptInRooms?($0, &limits) }
            }
            let filter = text("\(key).filter") ?? "name:\"\(name.replacing("\"", with: ""))\""
            return AlarmOverride(rooms: filter, rules: alarmRules(below: key), limits: limits)
        }
    }

    /// The free part of a path below `alarms.rooms`, which may hold dots.
    private static func roomsName(in path: String) -> String {
        let parts = path.split(separator: ".").map(String.init)
        return parts.dropLast(parts.last == "filter" ? 1 : 2).joined(separator: ".")
    }
}
