import Meetings

/// A room closes soon with people inside: a warning, then critical, then once more in the last minute.
struct ClosingRule: SingleAlarmRule {
    func finding(in room: KnownRoom, _ scene: AlarmScene) -> AlarmFinding? {
        guard room.people > 0, let closing = room.closing else { return nil }
        let (left, limits) = (closing.at - scene.now, scene.limits(in: room))
        guard left <= limits.closingWarning else { return nil }
        let inside = scene.count(room.people, "person", "people")
        var finding = AlarmFinding(
            .closing, room.id.rawValue, left <= limits.closingCritical ? .critical : .warning, room: room.id,
            since: closing.at - limits.closingWarning, dueAt: closing.at,
            saw: "closes \(scene.clock(closing.at)) with \(inside) inside")
        if left <= limits.closingLast { finding.renewedAt = closing.at - limits.closingLast }
        return finding
    }
}

/// An instant room that nobody is in closes soon.
struct InstantRoomRule: SingleAlarmRule {
    func finding(in room: KnownRoom, _ scene: AlarmScene) -> AlarmFinding? {
        guard let fields = room.room, fields.type == .instant, !room.isLive, let closing = room.closing else {
            return nil
        }
        let (left, limits) = (closing.at - scene.now, scene.limits)
        guard left <= limits.instantInfo else { return nil }
        let emptySince = room.lastSessionEndedAt ?? fields.createdAt
        return AlarmFinding(
            .instantRoomEmpty, room.id.rawValue, left <= limits.instantWarning ? .warning : .info, room: room.id,
            since: closing.at - limits.instantInfo, dueAt: closing.at,
            saw: "empty since \(scene.clock(emptySince)), closes \(scene.clock(closing.at))")
    }
}
