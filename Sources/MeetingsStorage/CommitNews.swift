public import Meetings

/// What a durable commit changed that others wait for.
public struct CommitNews: Hashable, Sendable {
    /// The sequence number of the last event that it appended; 0 when there was none.
    public var lastSequence: Int64 = 0
    /// True when a callback was put into the outbox.
    public var hasCallbacks = false
    /// The earliest time at which a room closes by itself that was made or got another closing time; nil when there was
    /// none.
    public var earliestClosing: Timestamp?

    /// Notes that a room closes at `time`; nil changes nothing.
    mutating func add(closing time: Timestamp?) {
        earliestClosing = [earliestClosing, time].compactMap(\.self).min()
    }

    /// What two mutations of one commit changed together, the later one given.
    mutating func add(_ later: CommitNews) {
        lastSequence = max(lastSequence, later.lastSequence)
        hasCallbacks = hasCallbacks || later.hasCallbacks
        add(closing: later.earliestClosing)
    }
}
