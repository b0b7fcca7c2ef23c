/// What a meeting is: rooms, themes, sessions, participants, recordings, events, and the rules that say when a room
/// closes, who may enter and when a callback is tried again.
///
/// Everything here is a value. The module never does IO, never reads a clock, never draws a random number, knows no
/// JSON and logs nothing; whoever needs one of these brings it along. Every other module may import it.
public enum Meetings {
    /// A long-term room must close later than this from now (API reference, *Create room*).
    public static let shortestLife = Duration.seconds(600)
    /// How long an instant room waits for its first participant, and stays open after its last one left. The same
    /// span closes a long-term room with `expire_after_use`.
    public static let idleLife = Duration.seconds(600)
    /// How many rooms, and how many themes, an application may have (API reference: 403 beyond it).
    public static let limitPerApplication = 1000
}
