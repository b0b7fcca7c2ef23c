/// The kinds of rows that can be filtered.
public enum FilterKind: String, CaseIterable, Sendable {
    case rooms, sessions, people, events, recordings, themes, deliveries, alarms
    /// What was sent to the server, and the lines of a run sheet.
    case requests, plans
    /// Media servers.
    case engines

    /// The field that `since:` and `before:` look at; nil for rows without a time.
    public var timeField: String? {
        switch self {
        case .rooms, .deliveries: "created"
        case .sessions, .recordings: "started"
        case .people: "joined"
        case .events, .requests: "at"
        case .alarms: "began"
        case .themes, .plans, .engines: nil
        }
    }

    /// The field of this name, or of a name that people use for it.
    public func field(named name: String) -> FilterField? {
        let name = aliases[name] ?? name
        return fields.first { $0.name == name }
    }

    /// Other names for fields.
    private var aliases: [String: String] {
        switch self {
        case .rooms: ["room": "name", "title": "name"]
        case .sessions: ["session": "id"]
        case .people: ["person": "name", "who": "name"]
        case .events: ["name": "event", "sequence": "seq", "time": "at"]
        case .recordings: ["recording": "id"]
        case .themes: ["theme": "name", "colour": "color"]
        case .deliveries: ["delivery": "id", "sequence": "seq", "name": "event", "status": "state"]
        case .alarms: ["alarm": "rule"]
        case .requests: ["status": "code"]
        case .plans, .engines: [:]
        }
    }

    /// The words that stand before a colon and are no field.
    static let since = "since"
    static let before = "before"
    static let flag = "is"
    static let presence = "has"

    /// The words that may stand before a colon besides the fields.
    public var keywords: [FilterField] {
        let time: [FilterField] =
            timeField == nil
            ? []
            : [
                FilterField(Self.since, .time, "at this time or later, or so long ago at most"),
                FilterField(Self.before, .time, "before this time, or longer ago"),
            ]
        return [
            FilterField(Self.flag, .choice(flags.map(\.name)), "what is so"),
            FilterField(Self.presence, .choice(fields.map(\.name)), "which field has a value"),
        ] + time
    }
}
