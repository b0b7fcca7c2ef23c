import Meetings

/// One person comes and goes again and again.
struct FlappingRule: RoomAlarmRule {
    func findings(in room: KnownRoom, _ scene: AlarmScene) -> [AlarmFinding] {
        guard room.joins.mostOften >= scene.limits.flappingJoins else { return [] }
        let start = scene.now - RecentJoins.span
        return room.joins.repeated(atLeast: scene.limits.flappingJoins, since: start).map { name, count, first in
            AlarmFinding(
                .flapping, "\(room.id):\(CallbackTroubleRule.name(of: name))", .info, room: room.id, since: first,
                saw: "\(name) joined \(count) times since \(scene.clock(first))")
        }
    }
}
