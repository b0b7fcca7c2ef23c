/// Who may enter a room at once, who waits, and who is refused.
public enum ParticipantAdmission: Hashable, Sendable {
    case enter
    /// Guests wait until a host is inside.
    case waitForHost
    /// Guests wait until a host admits them.
    case waitForApproval
    /// The room is closed.
    case refuse

    /// The decision for one arrival. `hostIsInside` is true while at least one host is in the session.
    public static func decide(for room: Room, isHost: Bool, hostIsInside: Bool) -> ParticipantAdmission {
        guard room.isAvailable else { return .refuse }
        if isHost { return .enter }
        switch room.joinApprovalLevel {
        case .none: return .enter
        case .afterOwnerOnly: return hostIsInside ? .enter : .waitForHost
        case .explicitApproval: return .waitForApproval
        }
    }
}
