/// The JSON of the API, of its callbacks and of the event stream: bytes in, values of `Meetings` out, and back.
///
/// Server, client and callback receiver share this one module, so they cannot disagree about a field's name. It never
/// opens a file or a socket, never reads a clock and never judges a value beyond its JSON type: limits and dates are
/// for `Meetings` to check. Text is passed on as it came; whoever shows it scrubs it. The server, the client, the
/// callback modules and the command line may import it.
public enum MeetingsWire {
    /// How many arrays and objects may lie inside each other before a body is refused.
    public static let deepestNesting = 64
}
