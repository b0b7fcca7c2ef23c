import Meetings
import MeetingsStore

/// Which rows there are, and in which order.
extension Model {
    /// How much a room needs a person. The raw values are the order.
    enum Severity: Int, Comparable {
        case critical, warning, live, idle, closed

        static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
    }

    func severity(of room: KnownRoom) -> Severity {
        if let index = worstAlarm[room.id] { return alarms[index].level == .critical ? .critical : .warning }
        if room.isLive { return .live }
        return room.isClosed ? .closed : .idle
    }

    /// The rooms that pass the filter, the most urgent first, equal ones by name.
    mutating func sort() {
        needsSort = false
        let words = words(of: .board)
        let rows = state.rooms.values.filter { $0.isShown && passes($0, words) }.map { room in
            SortKey(
                severity: severity(of: room), alarm: worstAlarm[room.id] ?? .max,
                name: room.title.lowercased(), id: room.id)
        }
        rooms.replace(with: rows.sorted().map(\.id))
        sortThemes()
    }

    mutating func sortThemes() {
        let words = words(of: .themes)
        let found = state.themes.values.map(\.theme).filter { theme in
            words.isEmpty
                || words.matches([
                    theme.name, theme.brandText, theme.mainColor, theme.shortCompanyURL ?? "", theme.id.rawValue,
                ])
        }
        let sorted = found.sorted { ($0.name.lowercased(), $0.id) < ($1.name.lowercased(), $1.id) }
        themes.replace(with: sorted.map(\.id))
    }

    /// How often each theme is used by rooms that are not closed.
    func uses(of theme: ThemeID) -> Int {
        state.rooms.values.count { $0.room?.themeID == theme && !$0.isClosed }
    }

    private func passes(_ known: KnownRoom, _ words: [String]) -> Bool {
        if words.isEmpty { return true }
        let room = known.room
        let theme = room?.themeID.flatMap { state.themes[$0]?.theme.name }
        return words.matches([
            known.title, known.id.rawValue, room?.meetingCode ?? "", room?.type.rawValue ?? "", theme ?? "",
        ])
    }

    private func words(of place: Place) -> [String] {
        (filters[place] ?? "").lowercased().split(separator: " ").map(String.init)
    }
}

extension [String] {
    /// True when each word is somewhere in one of the texts, whatever the case.
    fileprivate func matches(_ texts: [String]) -> Bool {
        let text = texts.joined(separator: "\n").lowercased()
        return allSatisfy { text.contains($0) }
    }
}

/// The order of rooms: a place that only changes when what it says changes.
private struct SortKey: Comparable {
    let severity: Model.Severity
    let alarm: Int
    let name: String
    let id: RoomID

    static func < (left: SortKey, right: SortKey) -> Bool {
        if left.severity != right.severity { return left.severity < right.severity }
        if left.alarm != right.alarm { return left.alarm < right.alarm }
        return left.name != right.name ? left.name < right.name : left.id < right.id
    }
}

extension KnownRoom {
    /// The room's name, or its id while no listing has told the name.
    var title: String { room?.displayName ?? "(id \(id.rawValue.prefix(8).description.scrubbed()))" }
}
