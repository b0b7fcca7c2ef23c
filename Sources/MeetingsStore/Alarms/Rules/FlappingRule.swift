import Meetings

/// One person comes and goes again and again.
struct FlappingRule: SceneAlarmRule {
    func findings(_ scene: AlarmScene) -> [AlarmFinding] {
        let start = scene.now - RecentJoins.span
        return scene.state.watchedRooms.flatMap { id -> [AlarmFinding] in
            guard let joins = scene.state.rooms[id]?.joins, joins.mostOften >= scene.limits.flappingJoins,
                joins.newest.map({ $0 >= start }) ?? false
            else { return [] }
            return joins.repeated(atLeast: scene.limits.flappingJoins, since: start).map { name, count, first in
                AlarmFinding(
                    .flapping, "\(id):\(CallbackTroubleRule.name(of: name))", .info, room: id, since: first,
                    saw: "\(name) joined \(count) times since \(scene.clock(first))")
            }
        }
    }
}
