public import Meetings

/// When to poll next, and for what: rarely while the stream tells what happens, often while it does not.
public struct PollSchedule: Hashable, Sendable {
    /// The time between polls while the stream is heard.
    public var withStream: Duration
    /// The time between polls without a stream, and after a poll that failed.
    public var withoutStream: Duration
    /// The time between polls for everything while the stream is heard. It tells all that the listings hold, so these
    /// only prove that nothing was missed; those between are for what no event tells.
    public var wholeWithStream = Duration.seconds(120)
    /// The time that an event which asks for a poll waits after the last one, so that a flood of events makes few.
    public var afterEvent = Duration.seconds(1)
    /// Whether the stream is being heard.
    public var streamIsLive = false {
        didSet { if !streamIsLive { lastWhole = nil } }
    }
    private var isUnderWay = false
    private var failed = false
    private var lastPoll: Timestamp?
    /// When the last poll for everything began; nil when the next is to be one.
    private var lastWhole: Timestamp?

    public init(withStream: Duration = .seconds(30), withoutStream: Duration = .seconds(5)) {
        self.withStream = withStream
        self.withoutStream = withoutStream
    }

    private var interval: Duration { streamIsLive && !failed ? withStream : withoutStream }

    /// Notes that a poll begins.
    public mutating func began() { isUnderWay = true }

    /// Notes that the next poll is to ask for everything.
    public mutating func wantWhole() { lastWhole = nil }

    /// Whether the poll that begins asks for everything. One that does is noted.
    public mutating func takesWhole(at now: Timestamp) -> Bool {
        if let lastWhole, streamIsLive, lastWhole <= now, now < lastWhole + wholeWithStream { return false }
        lastWhole = now
        return true
    }

    /// Notes that a poll ended.
    public mutating func ended(at now: Timestamp, failed: Bool) {
        isUnderWay = false
        if failed { lastWhole = nil }
        lastPoll = now
        self.failed = failed
    }

    /// True when a poll is due: never while one is under way, and also when the clock was set back.
    public func isDue(_ now: Timestamp) -> Bool {
        guard !isUnderWay, let lastPoll else { return false }
        return now >= lastPoll + interval || now < lastPoll
    }

    /// When a poll that an event asks for may begin.
    public func soonest(_ now: Timestamp) -> Timestamp {
        guard let lastPoll, lastPoll <= now else { return now }
        return max(now, lastPoll + afterEvent)
    }

    /// When to look again: at the next poll, but no later than after the short time, because the stream may end.
    public func nextLook(_ now: Timestamp) -> Timestamp {
        let latest = now + withoutStream
        guard !isUnderWay, let lastPoll, lastPoll + interval > now else { return latest }
        return min(lastPoll + interval, latest)
    }
}
