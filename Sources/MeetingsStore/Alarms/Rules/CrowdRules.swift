import Meetings

/// Many people left a room within a minute while its session goes on.
struct CrowdDropRule: SingleAlarmRule {
    func finding(in room: KnownRoom, _ scene: AlarmScene) -> AlarmFinding? {
        guard room.isLive else { return nil }
        let peak = room.crowd.peak(now: scene.now)
        guard peak >= scene.limits.crowdDropFrom else { return nil }
        let gone = peak - room.people
        guard gone > 0, Double(gone) >= Double(peak) * scene.limits(in: room).crowdDrop else { return nil }
        return AlarmFinding(
            .crowdDrop, room.id.rawValue, .critical, room: room.id, since: nil,
            saw: "\(gone) of \(peak) people left within a minute, \(room.people) remain")
    }
}

/// A room is nearly full, or very many join at once.
struct CrowdLimitRule: SingleAlarmRule {
    func finding(in room: KnownRoom, _ scene: AlarmScene) -> AlarmFinding? {
        let limits = scene.limits(in: room)
        if let capacity = limits.roomCapacity, Double(room.people) >= Double(capacity) * limits.capacityPart {
            return AlarmFinding(
                .crowdLimit, room.id.rawValue, .warning, room: room.id, since: nil,
                saw: "\(room.people) people inside, the limit is \(capacity)")
        }
        let minuteAgo = scene.now - .seconds(60)
        guard let newest = room.joins.newest, newest >= minuteAgo else { return nil }
        let joins = room.joins.count(since: minuteAgo)
        guard joins >= limits.joinStorm else { return nil }
        return AlarmFinding(
            .crowdLimit, room.id.rawValue, .warning, room: room.id, since: nil,
            saw: "\(joins) joins within a minute, \(scene.count(room.people, "person", "people")) inside")
    }
}

/// All rooms together are nearly full.
struct TotalCapacityRule: SceneAlarmRule {
    func findings(_ scene: AlarmScene) -> [AlarmFinding] {
        guard let capacity = scene.limits.totalCapacity else { return [] }
        let inside = scene.state.peopleInside
        guard Double(inside) >= Double(capacity) * scene.limits.capacityPart else { return [] }
        return [
            AlarmFinding(
                .crowdLimit, "all", .warning, since: nil,
                saw: "\(inside) people inside all rooms, the limit is \(capacity)")
        ]
    }
}
