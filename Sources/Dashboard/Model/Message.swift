public import Meetings
public import TerminalUI

/// What reaches the dashboard: keys, news, time, and the results of what it asked for.
public enum Message: Equatable, Sendable {
    case input(Input)
    /// News from the sources, in the order of their arrival.
    case changes([Change])
    /// The time, and how many seconds the operator's zone is ahead of UTC at that time. Wanted once a second.
    case tick(now: Timestamp, utcOffset: Int)
    case answered(Answer, RequestID)
    /// The server said no.
    case refused(Problem, RequestID)
    /// No answer, or none that could be read: the sentence is for a person.
    case failed(String, RequestID)
    /// A request to the server came to its end, whoever asked for it.
    case requested(APILogEntry)
    /// How a copy went: what, how long, which way.
    case copied(String)
    /// What is read of a file of recorded events.
    case recorded(RecordedNews)
    /// Any other line for the status line.
    case notice(String)
    /// A command as it is typed after `:`.
    case command(String)
}

/// Ties an answer to the request it belongs to. Rising within one run.
public struct RequestID: Hashable, Sendable {
    /// The number.
    public let rawValue: Int
    /// The request with this number.
    public init(rawValue: Int) { self.rawValue = rawValue }
}
