public import Meetings

/// States of the past, put together from events, with some of them kept so that a step costs little.
///
/// Whoever has the events, a file or a server, asks for the nearest checkpoint, feeds the events that follow it, and
/// says when the wanted place is reached.
public struct Timeline: Sendable {
    /// What was known after all events up to a number.
    public struct Checkpoint: Sendable {
        /// The number of the last event in it; 0 before the first.
        public var sequence: Int64
        /// When that event happened; nil before the first.
        public var at: Timestamp?
        /// How many events are in it.
        public var count: Int
        /// What they come to. Its event log holds the newest of them only.
        public var state: State
    }

    /// How many of the newest events the state of a checkpoint holds.
    public static let eventsKept = 500
    private static let sparseKept = 12
    private static let recentKept = 6

    private var sparse: [Checkpoint] = []
    private var recent: [Checkpoint] = []
    private var spacing: Int

    /// A timeline without checkpoints; it will keep one for each `spacing` events at first, then for more and more.
    public init(spacing: Int = 4096) { self.spacing = max(1, spacing) }

    /// Before the first event.
    public static var start: Checkpoint {
        Checkpoint(sequence: 0, at: nil, count: 0, state: State(eventsKept: eventsKept))
    }

    /// The last kept checkpoint that is not after the event of a number.
    public func checkpoint(notAfter sequence: Int64) -> Checkpoint {
        latest { $0.sequence <= sequence }
    }

    /// The last kept checkpoint that is not after a time.
    public func checkpoint(notAfter time: Timestamp) -> Checkpoint {
        latest { $0.at ?? time <= time }
    }

    private func latest(where isEarly: (Checkpoint) -> Bool) -> Checkpoint {
        (sparse + recent).filter(isEarly).max { $0.sequence < $1.sequence } ?? Self.start
    }

    /// Goes one event further. `event` is nil where its body could not be understood: it counts, and changes nothing.
    public mutating func advance(_ checkpoint: inout Checkpoint, to sequence: Int64, at: Timestamp, _ event: Event?) {
        if let event { _ = checkpoint.state.apply(.event(event, from: .stream, at: at)) }
        checkpoint.sequence = sequence
        checkpoint.at = max(at, checkpoint.at ?? at)
        checkpoint.count += 1
        if checkpoint.count.isMultiple(of: spacing), sparse.last.map({ $0.count < checkpoint.count }) ?? true {
            sparse.append(checkpoint)
            guard sparse.count > Self.sparseKept else { return }
            spacing *= 2
            sparse = sparse.filter { $0.count.isMultiple(of: spacing) }
        }
    }

    /// Keeps a place that somebody looks at, or one shortly before it, for the steps that follow.
    public mutating func keep(_ checkpoint: Checkpoint) {
        recent.removeAll { $0.sequence == checkpoint.sequence }
        recent.append(checkpoint)
        if recent.count > Self.recentKept { recent.removeFirst() }
    }
}
