/// Sound and picture: one media server (Janus) as a child of ours, its rooms, and the recordings that it makes.
///
/// The server owns every session and handle of Janus; a browser never speaks to it. The module decides nothing about who
/// may come in, tells nobody about joins and leaves, and stores nothing but files of recordings. It never logs a secret,
/// a room's name or what people say. `MeetingsServer` and the executable may import it.
public enum MeetingsMedia {
    /// How long a request to the media server may take before it counts as lost.
    public static let requestTimeout = Duration.seconds(10)
    /// How often the media server is asked whether it still does its work, and how long the answer may take.
    public static let healthInterval = Duration.seconds(5)
    public static let healthTimeout = Duration.seconds(2)
    /// How often the people in a room of the media server are compared with those who were let in.
    public static let comparison = Duration.seconds(30)
    /// How often a session of Janus is kept alive; it is given up after 30 seconds without.
    public static let keepAlive = Duration.seconds(12)
}
