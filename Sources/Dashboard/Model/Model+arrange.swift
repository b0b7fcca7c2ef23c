import Meetings
import MeetingsStore
import TerminalUI

/// Which rows there are, and in which order.
extension Model {
    /// Sorts at once what is new, and later what only may have changed its place.
    mutating func learned(_ dirty: Dirty) {
        if concernsInside(dirty) { insideIsStale = true }
        if !dirty.themes.isEmpty { if rests { arrange(.themes) } else { stale.insert(.themes) } }
        if !dirty.sessions.isEmpty { stale.formUnion([.sessions, .recordings]) }
        if dirty.deliveries { stale.insert(.deliveries) }
        if dirty.media { stale.insert(.media) }
        if !dirty.rooms.isEmpty {
            stale.formUnion([.rooms, .sessions, .recordings])
            let rows = lists[.rooms]?.rows
            let isNewOrGone = dirty.rooms.contains { id in
                (rows?.contains(.room(id)) ?? false) != (state.rooms[id]?.isShown == true)
            }
            if rests, isNewOrGone { arrange(.rooms) }
        }
        // A view that was never shown has no row that could move under a cursor.
        if rests, location != .place(.board) || isWall { arrangeShown() }
    }

    /// Puts the rows of the lists on the screen in order, where something changed.
    mutating func arrangeShown() {
        if insideIsStale { arrangeInside() }
        for list in listsOnScreen where stale.contains(list) { arrange(list) }
    }

    /// The lists that can be seen now.
    private var listsOnScreen: [Place] {
        switch location {
        case .place(.board): Pane.allCases.compactMap { layout(size)[$0].isEmpty ? nil : $0.list }
        case .place(let place), .related(let place, _): [place]
        case .object: []
        }
    }

    /// The rows that pass the filter, in their order.
    mutating func arrange(_ place: Place) {
        stale.remove(place)
        guard let kind = ListKind.all[place] else { return }
        var list = lists[place] ?? ListState()
        var all = kind.objects(self)
        if case .related(place, let object) = location { all.removeAll { !belongs($0, to: object) } }
        let found = passing(all, of: kind, &list)
        let column = list.sort.flatMap { sort in kind.columns.first { $0.id == sort.column } }
        let isDescending = list.sort?.isDescending == true
        let keyed = found.map { object in
            SortedRow(
                chosen: column.map { $0.value(self, object) } ?? .none, order: kind.order(self, object), object: object)
        }
        let sorted = keyed.sorted { $0.precedes($1, isDescending: isDescending) }
        list.rows.replace(with: sorted.map(\.object))
        lists[place] = list
        dropMarks(of: place, keeping: all)
    }

    /// How much a room needs a person. The raw values are the order.
    enum Severity: Int, Comparable {
        case critical, warning, live, idle, closed

        static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
    }

    func severity(of room: KnownRoom) -> Severity {
        if let index = worstAlarm[room.id], alarms.indices.contains(index), alarms[index].level > .info {
            return alarms[index].level == .critical ? .critical : .warning
        }
        if room.isLive { return .live }
        return room.isClosed ? .closed : .idle
    }

    /// How often each theme is used by rooms that are not closed.
    func uses(of theme: ThemeID) -> Int {
        state.rooms.values.count { $0.room?.themeID == theme && !$0.isClosed }
    }
}

/// A row with what it is sorted by. Equal ones keep the list's own order, and after that the order of their ids.
private struct SortedRow {
    let chosen: SortValue
    let order: [SortValue]
    let object: ObjectID

    func precedes(_ other: SortedRow, isDescending: Bool) -> Bool {
        if chosen != other.chosen {
            // Rows without a value stay below, whichever way the others go.
            if chosen == .none || other.chosen == .none { return other.chosen == .none }
            return isDescending ? chosen > other.chosen : chosen < other.chosen
        }
        for (left, right) in zip(order, other.order) where left != right { return left < right }
        return object.text < other.object.text
    }
}

extension KnownRoom {
    /// The room's name, or its id while no listing has told the name.
    var title: String { room?.displayName ?? "(id \(id.rawValue.prefix(8).description.scrubbed()))" }
}
