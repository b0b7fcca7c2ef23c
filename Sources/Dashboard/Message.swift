public import Meetings
public import TerminalUI

/// What reaches the dashboard: keys, news, time, and the results of what it asked for.
public enum Message: Equatable, Sendable {
    case input(Input)
    /// News from the sources, in the order of their arrival.
    case changes([Change])
    /// The time, and how many seconds the operator's zone is ahead of UTC at that time. Wanted once a second.
    case tick(now: Timestamp, utcOffset: Int)
    case roomCreated(Room, RequestID)
    case themeCreated(Theme, RequestID)
    /// The server said no.
    case refused(Problem, RequestID)
    /// No answer, or none that could be read: the sentence is for a person.
    case failed(String, RequestID)
    /// How a copy went: what, how long, which way.
    case copied(String)
    /// Any other line for the status line.
    case notice(String)
}

/// Ties an answer to the request it belongs to. Rising within one run.
public struct RequestID: Hashable, Sendable {
    /// The number.
    public let rawValue: Int
    /// The request with this number.
    public init(rawValue: Int) { self.rawValue = rawValue }
}

/// What the dashboard asks the executable to do.
public enum Effect: Equatable, Sendable {
    /// Answered by `roomCreated`, `refused` or `failed`.
    case createRoom(NewRoom, RequestID)
    /// Answered by `themeCreated`, `refused` or `failed`.
    case createTheme(NewTheme, RequestID)
    /// Put text where the operator can paste it. Answered by `copied`. A secret takes no route that others may read,
    /// and is never logged.
    case copy(text: String, label: String, isSecret: Bool)
    /// Ask all listings again now.
    case refresh
    /// Draw every cell again.
    case redraw
    /// Stop the process as the shell's `^Z` does.
    case suspend
    case quit
}
