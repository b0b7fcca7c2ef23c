import Meetings

/// The values that completion offers.
extension State {
    /// What a field of rows of `kind` holds now: each value once, in the order of the alphabet; names of those who are
    /// here stand before those who are gone.
    public func filterValues(of field: FilterField, kind: FilterKind) -> [String] {
        switch (kind, field.name) {
        case (.rooms, "name"), (_, "room"): distinct(shownRooms.compactMap { rooms[$0]?.room?.displayName })
        case (.themes, "name"), (.rooms, "theme"): distinct(themes.values.map(\.theme.name))
        case (.rooms, "code"): distinct(shownRooms.compactMap { rooms[$0]?.room?.meetingCode })
        case (.rooms, "metadata"): distinct(shownRooms.compactMap { rooms[$0]?.room?.metadata })
        case (.rooms, "id"): distinct(shownRooms.map(\.rawValue))
        case (.sessions, "id"), (.people, "session"), (.events, "session"), (.recordings, "session"),
            (.rooms, "session"):
            distinct(sessions.values.filter(\.isLive).map(\.id.rawValue))
                + distinct(sessions.values.filter { !$0.isLive }.map(\.id.rawValue))
        case (.people, "name"), (.rooms, "person"), (.sessions, "person"), (.events, "who"): personNames
        case (.events, "event"): EventName.allCases.map(\.rawValue)
        case (.deliveries, "event"): EventName.allCases.filter { $0.callbackKind != nil }.map(\.rawValue)
        case (.themes, "brand"): distinct(themes.values.map(\.theme.brandText))
        case (.themes, "color"): distinct(themes.values.map(\.theme.mainColor))
        case (.themes, "url"): distinct(themes.values.compactMap(\.theme.shortCompanyURL))
        case (.themes, "domain"): distinct(themes.values.map(\.theme.domain))
        case (.recordings, "id"): distinct(recordings.keys.map(\.rawValue))
        case (.alarms, "rule"), (.rooms, "alarm"): AlarmRule.allCases.map(\.rawValue)
        default: []
        }
    }

    private var personNames: [String] {
        let here = distinct(people.values.filter { isInside($0) }.map(\.participant.name))
        let gone = Set(people.values.map(\.participant.name)).subtracting(here)
        return here + distinct(Array(gone))
    }

    private func distinct(_ values: [String]) -> [String] {
        let named = Set(values).filter { !$0.isEmpty }.map { ($0.lowercased(), $0) }
        return named.sorted { $0 < $1 }.map(\.1)
    }
}
