import Curses
import Dashboard
import Meetings
import MeetingsStore

/// What the configuration may hold: the one table that checks a file, names its mistakes and writes its JSON Schema.
enum ConfigurationSchema {
    /// The lists that may have filters saved for them.
    static let views = ["rooms", "sessions", "people", "events", "recordings", "themes", "deliveries", "alarms"]

    /// Every key.
    static let fields: [ConfigurationField] = dashboard + profile + lists + alarms + media

    private static let dashboard: [ConfigurationField] = [
        .init("profile", .text, "The profile that is used when none is named."),
        .init("operator", .text, "Your name on notes and acknowledgements; without it the name of your login."),
        .init("color", .choice(ColorWish.allCases.map(\.rawValue)), "Which colors to use; auto heeds NO_COLOR."),
        .init("background", .choice(["dark", "light"]), "The ground of your terminal, for readable accents."),
        .init("ascii", .onOff, "True draws with ASCII only."),
        .init("clock", .onOff, "False lets times turn once a minute: an idle screen sends nothing."),
        .init("mouse", .onOff, "True lets the mouse choose rows from the start; m switches it."),
        .init("time", .choice(TimeStyle.allCases.map(\.rawValue)), "How times are shown at first; t changes it."),
        .init("read_only", .onOff, "True sends no request that changes something."),
        .init("run_sheet", .file, "What is planned for when: the run sheet's file."),
    ]

    private static let profile: [ConfigurationField] = [
        ("server", .url, "The base URL of the API."),
        ("application_id", .text, "The application to act as."),
        ("private_key", .file, "The application's private key (PEM)."),
        ("ca_cert", .file, "Certificates to trust, such as a self-signed one (PEM)."),
        ("environment", .text, "What the header calls this server, such as STAGE."),
        ("production", .onOff, "True paints the name as a warning; without it a name with `prod` in it does."),
        ("read_only", .onOff, "True sends no request to this server that changes something."),
        ("receiver.listen", .address, "Where this dashboard receives callbacks itself."),
        ("receiver.signature_secret", .secret, "Checks the JWT of these callbacks."),
        ("receiver.webhook_secret", .secret, "Checks their Standard Webhooks headers; starts with whsec_."),
    ].map { (name: String, kind: ConfigurationKind, about: String) in
        let parts = name.split(separator: ".").map { ConfigurationField.Part.name(String($0)) }
        return .init([.name("profiles"), .any("NAME")] + parts, kind, about)
    }

    private static let lists: [ConfigurationField] = [
        .init(
            [.name("keys"), .any("ACTION")], .texts,
            "The keys of an action, instead of its own; `none` takes them away. `greenroom keys` lists all actions."),
        .init(
            [.name("filters"), .choice("VIEW", views), .any("NAME")], .text,
            "A filter to choose by its name in this view, such as `is:live guests:>0`."),
    ]

    private static let media: [ConfigurationField] = MediaSetting.all.map { setting in
        .init(setting.key.split(separator: ".").map { .name(String($0)) }, setting.kind, setting.about)
    }

    private static let rule = ConfigurationField.Part.choice("RULE", AlarmRule.allCases.map(\.rawValue))
    private static let level = ConfigurationKind.choice(["info", "warning", "critical"])

    /// What differs in some rooms.
    private static let alarmRooms: [ConfigurationField] = {
        let rooms: [ConfigurationField.Part] = [.name("alarms"), .name("rooms"), .any("NAME")]
        return [
            .init(
                rooms + [.name("filter")], .text,
                "The rooms in which the rest below NAME counts: a filter as in the list of rooms, such as `theme:gala`; "
                    + "without it all whose name has NAME in it."),
            .init(rooms + [.name("rules"), rule], .offOrSpan, "As `alarms.rules`, in these rooms."),
            .init(rooms + [.name("levels"), rule], level, "As `alarms.levels`, in these rooms."),
        ]
            + AlarmLimitSetting.all.filter { $0.adoptInRooms != nil }.map { limit in
                .init(
                    rooms + [.name("limits"), .name(limit.name)], limit.kind,
                    "As `alarms.limits.\(limit.name)`, in these rooms.")
            }
    }()

    private static let alarms: [ConfigurationField] =
        [
            .init(
                [.name("alarms"), .name("rules"), rule], .offOrSpan,
                "How long what this rule watches for must last before it is an alarm; `off` for never."),
            .init([.name("alarms"), .name("levels"), rule], level, "How much an alarm of this rule matters, always."),
        ]
        + AlarmLimitSetting.all.map { limit in
            .init([.name("alarms"), .name("limits"), .name(limit.name)], limit.kind, limit.about)
        } + alarmRooms + [
            .init(
                [.name("alarms"), .name("mute")], .texts,
                "Rooms that raise no alarm: filters as in the list of rooms, such as `name:rehearsal`."),
            .init([.name("alarms"), .name("bell")], .onOff, "False never rings the bell."),
            .init([.name("alarms"), .name("hook")], .text, "A command that gets each new alarm as JSON on its input."),
            .init(
                [.name("alarms"), .name("silent_hours")], .hours, "When neither bell nor hook is used, in local time."),
        ]

    /// The field that a key belongs to, its parts joined by dots; nil when there is none.
    static func field(of key: String) -> ConfigurationField? {
        let words = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        return fields.first { $0.matches(words) }
    }

    /// What is wrong with a value under `key`, and what would be right; nil when nothing is.
    static func fault(in value: ConfigurationValue, of key: String) -> String? {
        guard let field = field(of: key) else { return unknown(key) }
        if field.kind.takes(value) { return filterFault(in: value, of: key) }
        switch value {
        case .list(let texts):
            let wrong = texts.first { !field.kind.takes(.list([$0])) } ?? ""
            let end = field.kind.takes(.list([])) ? "; one is `\(wrong.scrubbed(limit: 80))`." : ", not a list."
            return "`\(key)` must be \(field.kind.expectation)\(end)"
        case .text where field.kind == .secret: return "`\(key)` must be \(field.kind.expectation)."
        case .text(let text): return "`\(key)` must be \(field.kind.expectation); it is `\(text.scrubbed(limit: 80))`."
        }
    }

    /// What is wrong with a filter that is saved under `key`; nil for all other keys.
    private static func filterFault(in value: ConfigurationValue, of key: String) -> String? {
        guard let kind = filterKind(of: key) else { return nil }
        let problems = value.texts.lazy.compactMap { Filter($0, kind: kind).problems.first }
        return problems.first.map { "`\(key)` is no filter: \($0.sentence)" }
    }

    /// What a filter under `key` is about; nil where the value is no filter.
    private static func filterKind(of key: String) -> FilterKind? {
        let words = key.split(separator: ".", maxSplits: 2).map(String.init)
        if words.count == 3, words[0] == "filters" { return FilterKind(rawValue: words[1]) }
        if key == "alarms.mute" { return .rooms }
        return field(of: key)?.path.last == .name("filter") ? .rooms : nil
    }

    /// The sentence about a key that means nothing: the nearest that would, and else all that may stand there.
    private static func unknown(_ key: String) -> String {
        let words = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let reached = fields.map { (field: $0, reach: $0.reach(words)) }
        let furthest = reached.map(\.reach.parts).max() ?? 0
        let near = reached.filter { $0.reach.parts == furthest }
        if let whole = near.first(where: { $0.field.path.count == furthest && $0.reach.words < words.count }) {
            let stem = words.prefix(whole.reach.words).joined(separator: ".")
            return "`\(stem)` must be \(whole.field.kind.expectation), not keys with values of their own."
        }
        let stem = words.prefix(near.first?.reach.words ?? 0).joined(separator: ".")
        if near.allSatisfy({ $0.reach.words == words.count }) {
            return "`\(stem)` must hold \(list(next(of: near.map(\.field), after: furthest)))."
        }
        let wrong = words[near.first?.reach.words ?? 0]
        let names = next(of: near.map(\.field), after: furthest)
        if let nearest = Spelling.nearest(to: wrong, among: names) {
            return "`\(key)` is not a known key. Did you mean `\(nearest)`?"
        }
        let place = stem.isEmpty ? "Known are" : "Known below `\(stem)` are"
        return "`\(key)` is not a known key. \(place) \(list(names))."
    }

    /// What may stand after the first `count` parts.
    private static func next(of fields: [ConfigurationField], after count: Int) -> [String] {
        var names: [String] = []
        for part in fields.compactMap({ $0.path.dropFirst(count).first }) {
            for name in part.names ?? [part.label] where !names.contains(name) { names.append(name) }
        }
        return names
    }

    private static func list(_ names: [String]) -> String {
        names.map { "`\($0)`" }.joined(separator: ", ")
    }
}
