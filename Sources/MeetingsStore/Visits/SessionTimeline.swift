public import Meetings

/// What happened in one session, in the order of time: who was there, whether a host was, and what was recorded.
public struct SessionTimeline: Hashable, Sendable {
    /// One recording as a stretch of time.
    public struct Recorded: Hashable, Sendable {
        /// The recording.
        public let id: RecordingID
        /// When it began.
        public let from: Timestamp
        /// When it ended; nil while it runs, and where that is not known.
        public let until: Timestamp?
        /// True while it runs.
        public let isRunning: Bool
    }

    /// One line.
    public struct Line: Hashable, Sendable {
        /// When it happened, or when the first of several people came or left.
        public let at: Timestamp
        /// What happened.
        public let what: What
    }

    /// What a line tells.
    public enum What: Hashable, Sendable {
        case started
        case ended
        case joined(name: String, isHost: Bool)
        /// `leavesNoHost` is true when guests stayed without one.
        case left(name: String, isHost: Bool, leavesNoHost: Bool)
        /// Several guests within a short time.
        case joinedTogether(Int, within: Duration)
        case leftTogether(Int, within: Duration)
        case recordingStarted(RecordingID)
        case recordingEnded(RecordingID)
        /// What an operator wrote down.
        case note(String, by: String)
    }

    /// The session.
    public let session: SessionID
    /// When it began, or when the first visit did; nil when nothing is known.
    public let start: Timestamp?
    /// When it ended; nil while it goes on.
    public let end: Timestamp?
    /// Who was there: those inside first.
    public let visitors: [Visitor]
    /// Everyone.
    public let people: Headcount
    /// The hosts alone.
    public let hosts: Headcount
    /// Its recordings, oldest first.
    public let recordings: [Recorded]
    /// All lines, the oldest first.
    public let lines: [Line]

    /// People who come, or leave, within this time of the first of them stand in one line.
    static let together = Duration.seconds(5)
    /// Fewer than these stand in lines of their own.
    static let fewest = 3

    /// What is known of a session; nil when it is not known at all.
    public init?(of id: SessionID, in state: State) {
        guard let session = state.sessions[id] else { return nil }
        self.session = id
        let visits = session.people.compactMap { state.people[$0] }.map { known in
            (known, Visitor.Visit(id: known.participant.id, from: known.since, until: state.end(of: known)))
        }
        visitors = Visitor.grouping(visits)
        start = earlier(session.startedAt, visits.map(\.1.from).min())
        end = session.isLive ? nil : session.endedAt ?? visits.compactMap(\.1.until).max() ?? start
        people = Headcount(visits: visits.map { ($0.1.from, $0.1.until) })
        hosts = Headcount(visits: visits.filter(\.0.participant.isHost).map { ($0.1.from, $0.1.until) })
        let end = end
        recordings = state.recordings(of: id).compactMap { known in
            let recording = known.recording
            guard let from = recording.startedAt else { return nil }
            let isRunning = recording.status < .stopped && session.isLive
            return Recorded(
                id: recording.id, from: from, until: recording.endedAt ?? (isRunning ? nil : end),
                isRunning: isRunning)
        }
        let begin = start
        let notes = (session.roomID.flatMap { state.notes[$0] } ?? []).filter { note in
            if let other = note.sessionID { return other == id }
            guard let begin else { return false }
            return note.at >= begin && end.map { note.at <= $0 } != false
        }
        let told =
            Self.lines(visits, session: session, recordings: state.recordings(of: id), people: people, hosts: hosts)
            + notes.map { Line(at: $0.at, what: .note($0.text, by: $0.operatorName)) }
        lines = told.sorted { left, right in
            left.at == right.at ? left.what.rank < right.what.rank : left.at < right.at
        }
    }

    /// How long the session lasted, or has lasted.
    public func length(now: Timestamp) -> Duration? { start.map { max(.zero, (end ?? now) - $0) } }

    /// The stretches without a host, from the first host on, and until when they lasted.
    public func hostGaps(now: Timestamp) -> [Range<Timestamp>] { hosts.gaps(until: end ?? now) }

    private static func lines(
        _ visits: [(KnownParticipant, Visitor.Visit)], session: KnownSession, recordings: [KnownRecording],
        people: Headcount, hosts: Headcount
    ) -> [Line] {
        var joins: [Line] = []
        var leaves: [Line] = []
        for (known, visit) in visits {
            let (name, isHost) = (known.participant.name, known.participant.isHost)
            joins.append(Line(at: visit.from, what: .joined(name: name, isHost: isHost)))
            guard let until = visit.until else { continue }
            let leavesNoHost = isHost && hosts.count(at: until) == 0 && people.count(at: until) > 0
            leaves.append(Line(at: until, what: .left(name: name, isHost: isHost, leavesNoHost: leavesNoHost)))
        }
        var lines = folded(joins) { .joinedTogether($0, within: $1) } + folded(leaves) { .leftTogether($0, within: $1) }
        for known in recordings {
            let recording = known.recording
            if let at = recording.startedAt { lines.append(Line(at: at, what: .recordingStarted(recording.id))) }
            if let at = recording.endedAt { lines.append(Line(at: at, what: .recordingEnded(recording.id))) }
        }
        if let at = session.startedAt { lines.append(Line(at: at, what: .started)) }
        if let at = session.endedAt { lines.append(Line(at: at, what: .ended)) }
        return lines
    }

    /// The lines with guests who did the same within a short time put together. Hosts always stand alone.
    private static func folded(_ all: [Line], into what: (Int, Duration) -> What) -> [Line] {
        var result = all.filter(\.what.isOfHost)
        let guests = all.filter { !$0.what.isOfHost }.sorted { ($0.at, $0.what.name) < ($1.at, $1.what.name) }
        var index = 0
        while index < guests.count {
            let first = guests[index]
            var next = index + 1
            while next < guests.count, guests[next].at - first.at <= together { next += 1 }
            if next - index >= fewest {
                result.append(Line(at: first.at, what: what(next - index, guests[next - 1].at - first.at)))
            } else {
                result += guests[index..<next]
            }
            index = next
        }
        return result
    }
}

extension SessionTimeline.What {
    /// The order of what happened at the same time.
    fileprivate var rank: Int {
        switch self {
        case .started: 0
        case .joined, .joinedTogether: 1
        case .recordingStarted: 2
        case .recordingEnded: 3
        case .left, .leftTogether: 4
        case .note: 5
        case .ended: 6
        }
    }

    fileprivate var isOfHost: Bool {
        switch self {
        case .joined(_, let isHost), .left(_, let isHost, _): isHost
        default: false
        }
    }

    fileprivate var name: String {
        switch self {
        case .joined(let name, _), .left(let name, _, _): name
        default: ""
        }
    }
}

extension Headcount {
    /// How many were present right after a moment.
    func count(at time: Timestamp) -> Int {
        let index = steps.partitioningIndex { $0.at > time }
        return index > 0 ? steps[index - 1].count : 0
    }
}
