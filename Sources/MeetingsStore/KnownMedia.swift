public import Meetings

/// How sound and picture fare, as the server told it last, and when that was.
public struct KnownMedia: Equatable, Sendable {
    /// Nil before the first answer.
    public private(set) var report: MediaReport?
    /// When it was asked for; its age is what a reader must know.
    public private(set) var at: Timestamp?
    /// False where the server tells nothing of it; nil while that is not known.
    public private(set) var isServed: Bool?
    /// How the people of some sessions fare: those that were looked at last.
    public private(set) var sessions: [SessionID: Told] = [:]
    /// When each media server was started again, the newest last.
    private var restarts: [String: [Timestamp]] = [:]

    /// What was told of a session, and when it was asked for.
    public struct Told: Hashable, Sendable {
        public var media: SessionMedia
        public var at: Timestamp
    }

    /// How long it is known that a media server was started again.
    public static let restartsKept = Duration.seconds(600)
    /// How many sessions are kept.
    private static let sessionsKept = 8

    /// Nothing known.
    public init() {}

    /// How often a media server was started again within the last ten minutes, as far as it was watched.
    public func restarts(of engine: String, now: Timestamp) -> Int {
        (restarts[engine] ?? []).count { now - $0 < Self.restartsKept }
    }

    /// How one person fares; nil where nothing is known of them. Known is only what was asked for lately.
    public func person(_ id: ParticipantID, in session: SessionID) -> (media: ParticipantMedia, at: Timestamp)? {
        guard let told = sessions[session], let media = told.media.people.first(where: { $0.id == id }) else {
            return nil
        }
        return (media, told.at)
    }

    /// Takes in what the server told; nil from one that tells nothing. True when it is other than before.
    mutating func apply(_ told: MediaReport?, askedAt: Timestamp) -> Bool {
        guard let told else {
            defer { (report, at, isServed) = (nil, nil, false) }
            return isServed != false
        }
        if let at, askedAt < at { return false }
        let fresh = told.scrubbed()
        for engine in fresh.engines { note(engine, askedAt) }
        defer { (report, at, isServed) = (fresh, askedAt, true) }
        return report != fresh
    }

    mutating func learn(_ media: SessionMedia, askedAt: Timestamp) {
        if let known = sessions[media.sessionID], askedAt < known.at { return }
        sessions[media.sessionID] = Told(media: media, at: askedAt)
        guard sessions.count > Self.sessionsKept else { return }
        if let oldest = sessions.min(by: { $0.value.at < $1.value.at })?.key { sessions[oldest] = nil }
    }

    private mutating func note(_ engine: MediaEngineReport, _ now: Timestamp) {
        // A count from before the first look says nothing of when; a lower one is that of a server that began anew.
        guard let before = report?.engines.first(where: { $0.name == engine.name })?.restarts else { return }
        let new = engine.restarts < before ? engine.restarts : engine.restarts - before
        guard new > 0 else { return }
        let kept = (restarts[engine.name] ?? []).filter { now - $0 < Self.restartsKept }
        restarts[engine.name] = kept + Array(repeating: now, count: min(new, 100))
    }
}

extension State {
    /// Takes in how the people of a session fare, as a server answered to a request sent at `askedAt`.
    public mutating func learn(_ session: SessionMedia, askedAt: Timestamp) {
        media.learn(session, askedAt: askedAt)
    }
}

extension MediaReport {
    fileprivate func scrubbed() -> MediaReport {
        var report = self
        for index in report.engines.indices {
            report.engines[index].name = report.engines[index].name.scrubbed(limit: 60)
            report.engines[index].version = report.engines[index].version?.scrubbed(limit: 40)
        }
        for index in report.problems.indices {
            report.problems[index].part = report.problems[index].part.scrubbed(limit: 40)
            report.problems[index].text = report.problems[index].text.scrubbed(limit: 400)
            report.problems[index].fix = report.problems[index].fix.scrubbed(limit: 400)
        }
        report.turn.urls = report.turn.urls.map { $0.scrubbed(limit: 200) }
        return report
    }
}
