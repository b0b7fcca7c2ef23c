public import Meetings

/// Something that the dashboard wants to know beyond what the feed tells.
public enum Query: Hashable, Sendable {
    /// A room as the server has it now, its host link included.
    case room(RoomID)
    /// What operators wrote down about a room.
    case notes(RoomID)
}

/// The server's answer to a request or a query.
public enum Answer: Equatable, Sendable {
    case room(Room)
    case theme(Theme)
    case acknowledgement(AlarmAcknowledgement)
    case note(RoomNote)
    case notes([RoomNote], RoomID)
    /// It is done, and there is nothing to show for it.
    case done
}
