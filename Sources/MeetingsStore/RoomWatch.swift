public import Meetings

/// When there can be alarms of a room. Hundreds of rooms are mostly empty, and to look at each of them every second costs
/// more than all else that a dashboard does while nothing happens.
public struct RoomWatch: Hashable, Sendable {
    /// Until when people are in it, wait, or came lately; nil when nobody did.
    public var busyUntil: Timestamp?
    /// When the instant room will close if nobody comes; nil for other rooms.
    public var closesAt: Timestamp?

    /// False while no rule for a single room finds anything in it.
    func isDue(at now: Timestamp, _ limits: AlarmLimits) -> Bool {
        busyUntil.map { $0 >= now } ?? false || closesAt.map { $0 - now <= limits.instantInfo } ?? false
    }
}

extension KnownRoom {
    /// When there can be alarms of it; nil for never, as it stands.
    public var watch: RoomWatch? {
        let isInUse = isLive || !waiting.isEmpty
        let busyUntil = isInUse ? Timestamp(milliseconds: .max) : joins.newest.map { $0 + RecentJoins.span }
        let closesAt = room?.type == .instant ? closing?.at : nil
        return busyUntil == nil && closesAt == nil ? nil : RoomWatch(busyUntil: busyUntil, closesAt: closesAt)
    }
}
