/// Who may enter a room at once, who waits, and who is refused.
public enum ParticipantAdmission: Hashable, Sendable {
    case enter
    /// Guests wait until a host is inside.
    case waitForHost
    /// The meeting has ended, and guests wait until a host begins it again.
    case waitForRestart
    /// Guests wait until a host admits them.
    case waitForApproval
    /// The room is closed.
    case refuse
    /// The session is locked: no guest comes in.
    case refuseLocked

    /// The decision for one arrival at a moment of the room's life.
    ///
    /// Hosts are never kept out of an open room. A long-term room whose meeting has ended restarts only with a host,
    /// whatever its approval level (API reference, *Room*, `type`).
    public static func decide(for room: Room, isHost: Bool, at moment: Moment) -> ParticipantAdmission {
        guard room.isAvailable else { return .refuse }
        if isHost { return .enter }
        if moment.isLocked { return .refuseLocked }
        switch room.joinApprovalLevel {
        case .none:
            let awaitsRestart = room.type == .longTerm && moment.hasEndedSession && !moment.isLive
            return awaitsRestart ? .waitForRestart : .enter
        case .afterOwnerOnly:
            if moment.hostIsInside { return .enter }
            return moment.hasEndedSession && !moment.isLive ? .waitForRestart : .waitForHost
        case .explicitApproval: return .waitForApproval
        }
    }

    /// What the decision depends on besides the room itself.
    public struct Moment: Hashable, Sendable {
        /// True while a session goes on.
        public var isLive: Bool
        /// True while at least one host is in the session.
        public var hostIsInside: Bool
        /// True while the live session is locked.
        public var isLocked: Bool
        /// True once a session of the room has ended.
        public var hasEndedSession: Bool

        public init(
            isLive: Bool = false, hostIsInside: Bool = false, isLocked: Bool = false, hasEndedSession: Bool = false
        ) {
            self.isLive = isLive
            self.hostIsInside = hostIsInside
            self.isLocked = isLocked
            self.hasEndedSession = hasEndedSession
        }
    }
}
