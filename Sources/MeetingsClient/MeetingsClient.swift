/// The way to a server that speaks the Meetings API: requests, paging, the event stream, and the feed that turns both
/// into changes for the store.
///
/// What decides is pure (address, page walk, retries, back-off, the parser of server-sent events); what executes is
/// thin. The module never keeps what it read, never blocks a thread, and never logs a token, a key or a link. Names
/// from the server are passed on as they are: whoever shows them scrubs them. Only the executable imports it.
public enum MeetingsClient {
    /// How long one request may take, unless the client is told otherwise.
    public static let requestTimeout = Duration.seconds(20)
    /// The largest answer that is read, in bytes.
    public static let bodyLimit = 32 << 20
    /// How many rooms are asked for at once: all that an application may have.
    public static let pageSize = 1000
    /// The number of items at which a listing ends, so that a server without an end cannot fill the memory.
    public static let longestListing = 1_000_000
    /// How many ended sessions a feed asks for when it begins. Later it asks only for what has changed.
    static let endedSessions = 2000
}
