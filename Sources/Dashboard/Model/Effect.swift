public import Meetings
public import MeetingsStore

/// What the dashboard asks the executable to do.
public enum Effect: Equatable, Sendable {
    /// Change something on the server. Answered by `answered`, `refused` or `failed`.
    case send(Request, RequestID)
    /// Find something out. Answered by `answered`, `refused` or `failed`.
    case ask(Query, RequestID)
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
    /// End, and start anew with the profile of this name.
    case profile(String)
    /// Ring the terminal's bell: it reaches the operator also where tmux shows another window.
    case bell
    /// Tell a program of the operator's what became of an alarm.
    case hook(AlarmTransition, room: String)
    /// Name the terminal's window or pane.
    case title(String)
    /// Remember that the links of these rooms were handed out from here.
    case handedOut(Set<RoomID>)
    /// Take the mouse, or leave it to the terminal.
    case mouse(Bool)
}
