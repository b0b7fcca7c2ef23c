/// What is known of one application's meetings, put together from listings, callbacks and the event stream.
///
/// `State` is one value: `apply(_:)` takes a `Change` and answers with what it touched. The same events shuffled,
/// repeated or heard by several ways end in the same facts, and what was lost is repaired by the next listings. The
/// module never does IO, never reads a clock (every time comes in with a change) and never sees JSON. The dashboard and
/// the executable may import it.
public enum MeetingsStore {
    /// How many of the newest events a state keeps unless told otherwise: some 40 MB when it comes to that many.
    public static let eventsKept = 1_000_000
    /// How many ended sessions a state keeps, newest first by their end.
    static let endedSessionsKept = 2_000
    /// How many removed objects are remembered, so that late news does not bring them back.
    static let removalsKept = 10_000
    /// How many notes are kept of each room, newest first.
    static let notesKept = 500
}
