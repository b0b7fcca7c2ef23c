import Meetings

/// The planned time has passed and no host came.
struct LateStartRule: SceneAlarmRule {
    func findings(_ scene: AlarmScene) -> [AlarmFinding] {
        scene.plan.compactMap { planned in
            let (entry, limits) = (planned.entry, scene.limits)
            guard let id = planned.room, scene.now >= entry.at, scene.now - entry.at < limits.plannedWindow,
                let room = scene.state.rooms[id], !hadHost(room, since: entry.at - limits.plannedWindow / 2, scene)
            else { return nil }
            let host = entry.host.isEmpty ? "no host" : "\(entry.host) is expected and no host"
            let inside = room.people > 0 ? ", " + scene.count(room.people, "person waits", "people wait") : ""
            return AlarmFinding(
                .lateStart, id.rawValue, .critical, room: id, since: entry.at,
                saw: "planned for \(scene.clock(entry.at)), \(host) came\(inside)")
        }
    }

    private func hadHost(_ room: KnownRoom, since: Timestamp, _ scene: AlarmScene) -> Bool {
        if room.hosts > 0 { return true }
        return room.sessions.contains { id in
            guard let session = scene.state.sessions[id], session.endedAt.map({ $0 >= since }) ?? true else {
                return false
            }
            return session.people.contains { scene.state.people[$0]?.participant.isHost == true }
        }
    }
}

/// The planned time is near and the room is not ready.
struct NotReadyRule: SceneAlarmRule {
    func findings(_ scene: AlarmScene) -> [AlarmFinding] {
        guard scene.state.roomsListedAt != nil else { return [] }
        let usesThemes = scene.plan.contains { $0.room.flatMap { scene.state.rooms[$0]?.room?.themeID } != nil }
        return scene.plan.compactMap { planned in
            let left = planned.entry.at - scene.now
            guard left > .zero else { return nil }
            let readyBefore = scene.limits(in: planned.room.flatMap { scene.state.rooms[$0] }).readyBefore
            guard left <= readyBefore else { return nil }
            let missing = missing(planned, usesThemes: usesThemes, scene)
            guard !missing.isEmpty else { return nil }
            return AlarmFinding(
                .notReady, planned.room?.rawValue ?? CallbackTroubleRule.name(of: planned.entry.room), .warning,
                room: planned.room, since: planned.entry.at - readyBefore, dueAt: planned.entry.at,
                saw: "planned for \(scene.clock(planned.entry.at)): " + missing.joined(separator: ", "))
        }
    }

    private func missing(_ planned: PlannedRoom, usesThemes: Bool, _ scene: AlarmScene) -> [String] {
        guard let room = planned.room.flatMap({ scene.state.rooms[$0] }) else {
            return ["there is no room \(planned.entry.room)"]
        }
        if room.isClosed { return ["the room is closed"] }
        var missing: [String] = []
        if let theme = room.room?.themeID {
            if scene.state.themesListedAt != nil, scene.state.themes[theme] == nil { missing.append("theme missing") }
        } else if usesThemes {
            missing.append("theme missing")
        }
        if let links = scene.linksHandedOut, !links.contains(room.id) { missing.append("links never copied here") }
        return missing
    }
}
