import Meetings
import MeetingsStore

/// A row made by hand.
struct FilterRow: FilterSubject {
    var words: [String] = []
    var fields: [String: [FilterValue]] = [:]
    var flags: Set<String> = []

    func values(of field: String) -> [FilterValue] { fields[field] ?? [] }
    func has(_ flag: String) -> Bool { flags.contains(flag) }

    /// 2031-03-04T10:42:00Z.
    static let now = Timestamp("2031-03-04T10:42:00Z") ?? Timestamp(milliseconds: 0)

    /// A room with a bit of everything.
    static let stage = FilterRow(
        words: ["Main Stage", "5f0c1e6a", "482113907", "Zoë Café", "審計例会"],
        fields: [
            "name": [.text("Main Stage")], "theme": [.text("Summit 26"), .text("7c0e")], "people": [.number(5)],
            "type": [.text("long_term")], "closes": [.time(now + .seconds(8 * 60))],
            "created": [.time(now - .seconds(2 * 3600))], "length": [.span(.seconds(75 * 60))],
            "metadata": [.text("")], "guests": [.number(4)], "hosts": [.number(0)],
        ],
        flags: ["live", "hostless"])
}

extension Filter {
    /// Whether it lets `row` through at the time of the rows.
    func takes(_ row: FilterRow = .stage) -> Bool { matches(row, now: FilterRow.now) }
}
