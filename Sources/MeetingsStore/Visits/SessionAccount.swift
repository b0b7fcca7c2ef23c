public import Meetings

/// What happened in one session as a table: each coming and going by name, each stretch without a host, what was
/// recorded, and what operators wrote down, in the order of time.
public struct SessionAccount: Hashable, Sendable {
    /// One row.
    public struct Entry: Hashable, Sendable {
        /// When it happened or began.
        public var at: Timestamp
        /// `session started`, `joined`, `left`, `no host`, `host is back`, `recording started`, `recording ended`,
        /// `note`, `session ended`.
        public var what: String
        /// The person, the recording, or who wrote the note.
        public var who = ""
        /// `host` or `guest`; empty for what is no person.
        public var role = ""
        /// How long a stay, a stretch without a host or a recording lasted, or has lasted so far.
        public var lasted: Duration?
        /// The note's words.
        public var text = ""
    }

    /// The rows, the oldest first.
    public let entries: [Entry]

    /// The account of a session as it is known at `now`.
    public init(_ timeline: SessionTimeline, now: Timestamp) {
        var entries: [Entry] = []
        if let start = timeline.start { entries.append(Entry(at: start, what: "session started")) }
        for visitor in timeline.visitors {
            let role = visitor.isHost ? "host" : "guest"
            for visit in visitor.visits {
                entries.append(Entry(at: visit.from, what: "joined", who: visitor.name, role: role))
                guard let until = visit.until else { continue }
                entries.append(
                    Entry(at: until, what: "left", who: visitor.name, role: role, lasted: until - visit.from))
            }
        }
        let end = timeline.end ?? now
        for gap in Self.withoutHost(timeline, until: end) {
            entries.append(Entry(at: gap.lowerBound, what: "no host", lasted: gap.upperBound - gap.lowerBound))
            if gap.upperBound < end { entries.append(Entry(at: gap.upperBound, what: "host is back")) }
        }
        for recording in timeline.recordings {
            let id = recording.id.rawValue
            entries.append(Entry(at: recording.from, what: "recording started", who: id))
            guard let until = recording.until else { continue }
            entries.append(
                Entry(at: until, what: "recording ended", who: id, lasted: until - recording.from))
        }
        for line in timeline.lines {
            if case .note(let text, let name) = line.what {
                entries.append(Entry(at: line.at, what: "note", who: name, text: text))
            }
        }
        if let end = timeline.end { entries.append(Entry(at: end, what: "session ended")) }
        // What happened at the same time keeps the order of this list.
        self.entries = entries.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
    }

    /// When nobody was a host, from the session's begin on.
    private static func withoutHost(_ timeline: SessionTimeline, until end: Timestamp) -> [Range<Timestamp>] {
        var gaps: [Range<Timestamp>] = []
        var from = timeline.start
        for step in timeline.hosts.steps {
            if step.count > 0, let begin = from {
                if step.at > begin { gaps.append(begin..<step.at) }
                from = nil
            } else if step.count == 0, from == nil {
                from = step.at
            }
        }
        if let from, end > from { gaps.append(from..<end) }
        return gaps
    }
}
