/// When a room will close, and why: derived from stored facts alone, so a restart or a clock step forgets nothing.
public struct RoomClosing: Hashable, Sendable {
    public var at: Timestamp
    public var reason: Reason

    /// Why a room closes. The raw values are stored and shown.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// An instant room that nobody entered within ten minutes of its creation.
        case neverUsed = "never_used"
        /// Ten minutes after the last participant left an instant room.
        case idle
        /// Ten minutes after the last participant left a long-term room with `expire_after_use`.
        case afterUse = "after_use"
        /// `expires_at` of a long-term room, whoever is inside.
        case expired
    }

    public init(at: Timestamp, reason: Reason) {
        self.at = at
        self.reason = reason
    }

    /// The closing of an available room, or nil for an instant room while a session is live.
    ///
    /// Source: API guide, *Room types*. `lastSessionEndedAt` is nil when the room never had a session.
    public static func planned(for room: Room, isLive: Bool, lastSessionEndedAt: Timestamp?) -> RoomClosing? {
        let idle = isLive ? nil : lastSessionEndedAt.map { $0 + Meetings.idleLife }
        switch room.type {
        case .instant:
            if isLive { return nil }
            if let idle { return RoomClosing(at: idle, reason: .idle) }
            return RoomClosing(at: room.createdAt + Meetings.idleLife, reason: .neverUsed)
        case .longTerm:
            if room.expireAfterUse, let idle, idle < room.expiresAt { return RoomClosing(at: idle, reason: .afterUse) }
            return RoomClosing(at: room.expiresAt, reason: .expired)
        }
    }
}
