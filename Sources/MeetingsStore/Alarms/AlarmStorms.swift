import Meetings

/// Finds alarms of one rule that were raised together: five or more within ten seconds.
struct AlarmStorms: Hashable, Sendable {
    private static let size = 5
    private static let span = Duration.seconds(10)

    private var raised: [AlarmRule: [Raising]] = [:]
    private var names: [AlarmKey: Int] = [:]
    private var lastName = 0

    private struct Raising: Hashable {
        var key: AlarmKey
        var at: Timestamp
    }

    /// Takes in that an alarm was raised.
    mutating func note(_ key: AlarmKey, at now: Timestamp) {
        names[key] = nil
        var recent = (raised[key.rule] ?? []).filter { now - $0.at <= Self.span && $0.key != key }
        recent.append(Raising(key: key, at: now))
        raised[key.rule] = recent
        // Whatever follows within the time joins a storm that goes on.
        let going = recent.compactMap { names[$0.key] }.first
        guard recent.count >= Self.size || going != nil else { return }
        let name = going ?? lastName + 1
        lastName = max(lastName, name)
        for raising in recent { names[raising.key] = name }
    }

    /// The alarms with the names of their storms; forgets those that are over.
    mutating func mark(_ alarms: [Alarm]) -> [Alarm] {
        guard !names.isEmpty else { return alarms }
        let open = Set(alarms.lazy.map(\.key))
        names = names.filter { open.contains($0.key) }
        return alarms.map { alarm in
            var marked = alarm
            marked.storm = names[alarm.key]
            return marked
        }
    }
}

/// Decides when the bell rings: for a critical alarm that is new, at most once in ten seconds.
struct AlarmBell: Hashable, Sendable {
    private static let pause = Duration.seconds(10)

    private var lastRungAt: Timestamp?
    /// Critical alarms for which it has not rung yet.
    private var waiting: Set<AlarmKey> = []

    /// The alarm for which it rings now; one that came within the pause rings after it, if it is still open.
    mutating func rung(_ steps: [AlarmTransition], open: [Alarm], isSilent: Bool, now: Timestamp) -> Alarm? {
        for step in steps where [.raised, .rose, .reopened].contains(step.kind) && step.alarm.level == .critical {
            waiting.insert(step.alarm.key)
        }
        guard !waiting.isEmpty else { return nil }
        let asking = open.filter { waiting.contains($0.key) && $0.isOpen && $0.level == .critical }
        waiting = Set(asking.map(\.key))
        if isSilent { waiting = [] }
        guard !isSilent, let first = asking.first else { return nil }
        if let lastRungAt, now - lastRungAt < Self.pause, now >= lastRungAt { return nil }
        lastRungAt = now
        waiting = []
        return first
    }
}

/// Finds the rooms that a run sheet names; looks again only when the rooms were listed anew or one came or went.
struct PlannedRooms: Hashable, Sendable {
    private var sheet: RunSheet?
    private var listedAt: Timestamp?
    private var rooms = 0
    private var planned: [PlannedRoom] = []

    func room(of entry: RunSheet.Entry) -> RoomID? { planned.first { $0.entry == entry }?.room }

    mutating func rooms(of sheet: RunSheet, in state: State) -> [PlannedRoom] {
        guard self.sheet != sheet || listedAt != state.roomsListedAt || rooms != state.shownRooms.count else {
            return planned
        }
        (self.sheet, listedAt, rooms) = (sheet, state.roomsListedAt, state.shownRooms.count)
        var names: [String: RoomID] = [:]
        for id in state.shownRooms.sorted() {
            guard let room = state.rooms[id]?.room else { continue }
            let name = room.displayName.lowercased()
            // Of two rooms of one name the open one is meant.
            if let other = names[name], state.rooms[other]?.isClosed == false { continue }
            names[name] = id
        }
        planned = sheet.entries.map { entry in
            let id = RoomID(entry.room)
            let room = state.rooms[id] != nil ? id : names[entry.room.lowercased()]
            return PlannedRoom(entry: entry, room: room)
        }
        return planned
    }
}
