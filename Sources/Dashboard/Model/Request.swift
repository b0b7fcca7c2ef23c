public import Meetings

/// A change that the dashboard asks of the server. Nothing of it is shown before the server confirmed it.
public enum Request: Equatable, Sendable {
    case createRoom(NewRoom)
    case updateRoom(RoomID, RoomUpdate)
    /// Removes a room, unless somebody is inside now who is not named here: that one was not seen by who decided.
    case deleteRoom(RoomID, inside: Set<ParticipantID>)
    case createTheme(NewTheme)
    case updateTheme(ThemeID, ThemeUpdate)
    case deleteTheme(ThemeID, force: Bool)
    /// Reads a picture from a file and makes it the theme's.
    case uploadLogo(ThemeID, LogoKind, path: String)
    case deleteRecording(RecordingID)
    /// Tries again to make the film of a recording that failed.
    case retryRecording(RecordingID)
    case admit(ParticipantID, RoomID)
    case admitAll(RoomID)
    case deny(ParticipantID, RoomID)
    case remove(ParticipantID, SessionID)
    case lock(SessionID)
    case unlock(SessionID)
    case end(SessionID)
    /// Starts a recording. Sent only to a server whose API offers it.
    case record(SessionID)
    /// Turns one person's microphone off. Sent only to a server whose API offers it.
    case mute(ParticipantID, SessionID)
    /// Turns everybody's microphone off but those of hosts.
    case muteAll(SessionID)
    /// Ends a running recording.
    case stopRecording(RecordingID)
    /// Lets a media server take no new sessions, or take them again.
    case drain(String)
    case resumeEngine(String)
    case replay(delivery: Int64)
    /// Acknowledges or snoozes an alarm.
    case acknowledge(AlarmKey, NewAcknowledgement)
    /// Takes back what was decided about an alarm.
    case reopen(AlarmKey, operatorName: String)
    /// Writes something down about a room.
    case addNote(NewNote, RoomID)
    /// Sends everything again that was given up, to all URLs.
    case replayDead
    /// Lets a paused receiver have its callbacks again.
    case resume(url: String)

    /// What the result calls it, as in `ok: room created`.
    var done: String {
        switch self {
        case .createRoom: "room created"
        case .updateRoom: "room changed"
        case .deleteRoom: "room deleted"
        case .createTheme: "theme created"
        case .updateTheme: "theme changed"
        case .deleteTheme: "theme deleted"
        case .uploadLogo: "logo uploaded"
        case .deleteRecording: "recording deleted"
        case .retryRecording: "its film is being made again"
        case .admit: "admitted"
        case .admitAll: "all admitted"
        case .deny: "turned away"
        case .remove: "removed"
        case .lock: "session locked: no guest can enter"
        case .unlock: "session unlocked"
        case .end: "session ended"
        case .record: "recording starts"
        case .mute: "muted"
        case .muteAll: "everybody but hosts is muted"
        case .stopRecording: "recording stops"
        case .drain: "takes no new sessions"
        case .resumeEngine: "takes new sessions"
        case .acknowledge(_, let wanted): wanted.state == .snoozed ? "alarm snoozed" : "alarm acknowledged"
        case .reopen: "the alarm shows again"
        case .addNote: "note written"
        case .replay: "callback is sent again"
        case .replayDead: "what was given up is sent again"
        case .resume: "receiver gets its callbacks again"
        }
    }
}
