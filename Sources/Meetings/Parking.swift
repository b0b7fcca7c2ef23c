/// How long a callback that its receiver answers and refuses may hold up the later ones of its room.
///
/// Only refusals count. A receiver that is silent or overloaded is not parked around: nothing behind would fare better,
/// and the order would be lost for nothing.
public enum Parking {
    /// What becomes of a refused callback.
    public enum Decision: Hashable, Sendable {
        /// It keeps its turn and is tried again.
        case hold(until: Timestamp)
        /// It gives up its turn; the later ones go on, and it is tried by its own schedule.
        case park
    }

    /// How long the later ones wait, from the beginning of the first refused attempt.
    public static let limit = Duration.seconds(15 * 60)

    /// What follows a refusal at `now`, when the schedule names `next`. `since` is when the first attempt that was
    /// refused began. The last try with the turn comes when the limit is reached, however late `next` is.
    public static func afterRefusal(since: Timestamp, now: Timestamp, next: Timestamp) -> Decision {
        now >= since + limit ? .park : .hold(until: min(next, since + limit))
    }
}
