public import Meetings

/// Something that the dashboard wants to know beyond what the feed tells.
public enum Query: Hashable, Sendable {
    /// A room as the server has it now, its host link included.
    case room(RoomID)
}

/// The server's answer to a request or a query.
public enum Answer: Equatable, Sendable {
    case room(Room)
    case theme(Theme)
    /// It is done, and there is nothing to show for it.
    case done
}
