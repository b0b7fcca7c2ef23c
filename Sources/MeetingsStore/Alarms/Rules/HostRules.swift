import Meetings

/// Guests are in a session that never had a host.
struct GuestsWithoutHostRule: SingleAlarmRule {
    func finding(in room: KnownRoom, _ scene: AlarmScene) -> AlarmFinding? {
        guard room.guests > 0, room.hosts == 0, let alone = GuestsAlone(room, in: scene.state) else { return nil }
        guard alone.hostLeft == nil else { return nil }
        let guests = scene.count(room.guests, "guest", "guests")
        return AlarmFinding(
            .guestsWithoutHost, room.id.rawValue, .critical, room: room.id, since: alone.since,
            saw: "\(guests) since \(scene.clock(alone.since)), no host was ever there\(expected(in: room, scene))")
    }

    /// Whom the run sheet waits for: a late start says no more while this alarm stands.
    private func expected(in room: KnownRoom, _ scene: AlarmScene) -> String {
        let planned = scene.plan.first { planned in
            planned.room == room.id && planned.entry.at <= scene.now
                && scene.now - planned.entry.at < scene.limits.plannedWindow
        }
        guard let entry = planned?.entry else { return "" }
        let time = scene.clock(entry.at)
        return entry.host.isEmpty ? ", planned for \(time)" : ", \(entry.host) expected at \(time)"
    }
}

/// The last host left and guests remain.
struct HostLostRule: SingleAlarmRule {
    func finding(in room: KnownRoom, _ scene: AlarmScene) -> AlarmFinding? {
        guard room.guests > 0, room.hosts == 0, let alone = GuestsAlone(room, in: scene.state) else { return nil }
        guard let left = alone.hostLeft else { return nil }
        let guests = scene.count(room.guests, "guest", "guests")
        return AlarmFinding(
            .hostLost, room.id.rawValue, .critical, room: room.id, since: alone.since,
            saw: "\(guests) and no host, the last host left \(scene.clock(left))")
    }
}

/// Since when guests are alone: from the first guest who is inside, or from the leaving of the last host.
struct GuestsAlone {
    let since: Timestamp
    let hostLeft: Timestamp?

    init?(_ room: KnownRoom, in state: State) {
        var firstGuest: Timestamp?
        var lastHost: Timestamp?
        for session in room.liveSessions {
            for person in state.sessions[session]?.people ?? [] {
                guard let known = state.people[person] else { continue }
                if known.participant.isHost {
                    guard let left = known.participant.leftAt ?? known.leftHeardAt else { continue }
                    lastHost = max(lastHost ?? left, left)
                } else if known.mayBeInside {
                    firstGuest = min(firstGuest ?? known.since, known.since)
                }
            }
        }
        guard let firstGuest else { return nil }
        since = max(firstGuest, lastHost ?? firstGuest)
        hostLeft = lastHost
    }
}
