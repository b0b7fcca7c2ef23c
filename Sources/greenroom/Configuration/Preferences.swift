import Curses
import Dashboard
import Meetings
import MeetingsStore

/// What the operator wants of the dashboard, whatever the server.
struct Preferences: Hashable, Sendable {
    /// What the operator is called on notes and acknowledgements.
    var operatorName: String?
    var color = ColorWish.auto
    var hasLightGround = false
    var usesASCII = false
    var usesMouse = false
    var showsSeconds = true
    var timeStyle = TimeStyle.local
    var isReadOnly = false
    var runSheetPath: String?
    /// The keys of actions, by the id of the action; an empty list takes them away.
    var keys: [String: [String]] = [:]
    /// Filters with a name, those of each view in the order of the file.
    var savedFilters: [SavedFilter] = []
    var ringsBell = true
    var hook: String?
    var silentHours: [HoursOfDay] = []
    /// How alarms are raised.
    var alarms: AlarmSettings {
        var settings = AlarmSettings()
        settings.rings = ringsBell
        settings.silentHours = silentHours.map { SilentHours(from: $0.start, to: $0.end) }
        settings.rules = rules
        settings.limits = limits
        settings.overrides = roomAlarms + mutedRooms.map { AlarmOverride(rooms: $0, isMuted: true) }
        return settings
    }
    /// What differs from the usual for each alarm rule.
    var rules: [AlarmRule: AlarmTuning] = [:]
    /// The numbers that alarm rules compare with.
    var limits = AlarmLimits()
    /// What differs for alarms in some rooms, in the order of the file.
    var roomAlarms: [AlarmOverride] = []
    /// Filters of rooms that raise no alarm.
    var mutedRooms: [String] = []

    /// Reads a file that was checked: what is wrong in it counts as left out.
    init(_ file: ConfigurationFile) {
        operatorName = file.text("operator")
        color = file.text("color").flatMap(ColorWish.init) ?? .auto
        hasLightGround = file.text("background") == "light"
        usesASCII = file.isOn("ascii") ?? false
        usesMouse = file.isOn("mouse") ?? false
        showsSeconds = file.isOn("clock") ?? true
        timeStyle = file.text("time").flatMap(TimeStyle.init) ?? .local
        isReadOnly = file.isOn("read_only") ?? false
        runSheetPath = file.text("run_sheet").map(file.path(besides:))
        for (action, value) in file.children(of: "keys") where value != .text("") {
            keys[action] = value.texts.filter { $0 != "none" }
        }
        for view in ConfigurationSchema.views {
            savedFilters += file.children(of: "filters.\(view)").compactMap { name, value in
                value.texts.first.map { SavedFilter(view: view, name: name.scrubbed(limit: 40), text: $0) }
            }
        }
        ringsBell = file.isOn("alarms.bell") ?? true
        hook = file.text("alarms.hook")
        mutedRooms = file.values["alarms.mute"]?.texts ?? []
        rules = file.alarmRules(below: "alarms")
        roomAlarms = file.roomAlarms
        for limit in AlarmLimitSetting.all {
            file.text("alarms.limits.\(limit.name)").map { limit.adopt($0, &limits) }
        }
        silentHours = file.values["alarms.silent_hours"]?.texts.compactMap(HoursOfDay.init) ?? []
    }
}

extension ConfigurationFile {
    /// The text under a key; nil when it was left out.
    func text(_ key: String) -> String? { values[key]?.texts.first }

    /// True or false under a key; nil when it was left out.
    func isOn(_ key: String) -> Bool? { text(key).flatMap(OnOffText.read) }

    /// The values right below a key by their own names, in the order of the file.
    func children(of key: String) -> [(name: String, value: ConfigurationValue)] {
        values.compactMap { path, value in
            path.hasPrefix(key + ".") ? (name: String(path.dropFirst(key.count + 1)), value: value) : nil
        }.sorted { left, right in
            let lines = [left, right].map { places.line(of: "\(key).\($0.name)") ?? 0 }
            return (lines[0], left.name) < (lines[1], right.name)
        }
    }

    /// A path of the file: relative to the file's folder, `~` for the home of whoever runs this.
    func path(besides text: String) -> String { Connection.path(Setting(value: text, origin: path), besides: path) }
}
