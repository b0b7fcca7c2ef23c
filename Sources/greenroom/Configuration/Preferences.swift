import Curses
import Meetings

/// What the operator wants of the dashboard, whatever the server.
struct Preferences: Hashable, Sendable {
    /// A filter with a name, to be chosen in a view.
    struct SavedFilter: Hashable, Sendable {
        var name: String
        var text: String
    }

    /// What the operator is called on notes and acknowledgements.
    var operatorName: String?
    var color = ColorWish.auto
    var hasLightGround = false
    var usesASCII = false
    var usesMouse = false
    var showsUTC = false
    var isReadOnly = false
    var runSheetPath: String?
    /// The keys of actions, by the id of the action; an empty list takes them away.
    var keys: [String: [String]] = [:]
    /// By the name of the view, in the order of the file.
    var filters: [String: [SavedFilter]] = [:]
    var ringsBell = true
    var hook: String?
    var silentHours: [HoursOfDay] = []

    /// Reads a file that was checked: what is wrong in it counts as left out.
    init(_ file: ConfigurationFile) {
        operatorName = file.text("operator")
        color = file.text("color").flatMap(ColorWish.init) ?? .auto
        hasLightGround = file.text("background") == "light"
        usesASCII = file.isOn("ascii") ?? false
        usesMouse = file.isOn("mouse") ?? false
        showsUTC = file.text("time") == "utc"
        isReadOnly = file.isOn("read_only") ?? false
        runSheetPath = file.text("run_sheet").map(file.path(besides:))
        for (action, value) in file.children(of: "keys") { keys[action] = value.texts.filter { $0 != "none" } }
        for view in ConfigurationSchema.views {
            filters[view] = file.children(of: "filters.\(view)").compactMap { name, value in
                value.texts.first.map { SavedFilter(name: name.scrubbed(limit: 40), text: $0) }
            }
        }
        ringsBell = file.isOn("alarms.bell") ?? true
        hook = file.text("alarms.hook")
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
