public import Meetings
import Synchronization

/// Keeps one store up to date from one server: polls the listings, follows the event stream where there is one, and
/// hands on what it learns as changes.
///
/// It never gives up and never throws: what goes wrong becomes the state of a link, in words. A feed runs once.
public final class Feed: Sendable {
    let client: Client
    let clock: any WallClock
    let settings: Settings
    let jitter: @Sendable () -> Double
    private let sink: @Sendable (Change) -> Void
    let schedule: Mutex<PollSchedule>
    /// The place in the log up to which events were handed on.
    let lastSequence: Mutex<Int64?>
    /// When the server last answered that it knows nothing of callbacks.
    let deliveriesMissingAt = Mutex<Timestamp?>(nil)
    /// Sessions that are over and whose recordings are all uploaded: nothing more comes of them.
    let settled = Mutex<Set<SessionID>>([])
    /// The newest end of a session that a listing told; nil before the first, and after a poll that failed.
    let lastEnd = Mutex<Timestamp?>(nil)
    /// When the first listing was asked for, as long as no stream was opened.
    let startedAt = Mutex<Timestamp?>(nil)
    private let links = Mutex<[Source: LinkState]>([:])
    private let wakes: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation
    private let wanted: AsyncStream<Void>
    /// Asks for a poll soon. An event tells a new room without its host link, for that is a secret: the listing has it.
    let wants: AsyncStream<Void>.Continuation

    /// The times that a feed keeps.
    public struct Settings: Hashable, Sendable {
        public var schedule: PollSchedule
        /// After this silence a stream counts as dead. Heartbeats come more often.
        public var silence: Duration
        /// How often a server is asked how sound and picture fare; no event tells of it.
        public var mediaInterval: Duration
        /// How long until a server without a stream is asked for one again.
        public var recheck: Duration
        public var backoff: Backoff

        public init(
            schedule: PollSchedule = PollSchedule(), silence: Duration = .seconds(15),
            mediaInterval: Duration = .seconds(5),
            recheck: Duration = .seconds(300), backoff: Backoff = Backoff()
        ) {
            self.schedule = schedule
            self.silence = silence
            self.mediaInterval = mediaInterval
            self.recheck = recheck
            self.backoff = backoff
        }
    }

    /// `after` is the sequence number of the last event that the sink already knows. `jitter` draws a random number
    /// from 0 to 1. The sink is called from several tasks, one call after the other within each.
    public init(
        client: Client, clock: any WallClock, after: Int64? = nil, settings: Settings = Settings(),
        jitter: @escaping @Sendable () -> Double = { .random(in: 0...1) }, sink: @escaping @Sendable (Change) -> Void
    ) {
        self.client = client
        self.clock = clock
        self.settings = settings
        self.jitter = jitter
        self.sink = sink
        schedule = Mutex(settings.schedule)
        lastSequence = Mutex(after)
        (wakes, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        (wanted, wants) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Works until the task is cancelled.
    public func run() async {
        startedAt.withLock { $0 = clock.now }
        refresh()
        await withDiscardingTaskGroup { group in
            group.addTask { await self.pollWhenWoken() }
            group.addTask { await self.wakeOnSchedule() }
            group.addTask { await self.pollWhenWanted() }
            group.addTask { await self.follow() }
            group.addTask { await self.pollMedia() }
        }
    }

    /// Polls for everything at once, or as soon as a poll under way has ended.
    public func refresh() {
        schedule.withLock { $0.wantWhole() }
        wake.yield()
    }

    func hand(_ change: Change) { sink(change) }

    /// Tells how a source fares, when that is news.
    func report(_ source: Source, _ state: LinkState) {
        let isNews = links.withLock { links in
            defer { links[source] = state }
            return links[source] != state
        }
        if isNews { hand(.link(source, state, at: clock.now)) }
    }

    /// Tells that a source is being tried, unless its last failure is still what a person should read.
    func reportConnecting(_ source: Source) {
        if case .down = links.withLock({ $0[source] }) { return }
        report(source, .connecting)
    }

    static func sentence(for error: any Error) -> String {
        (error as? ClientError)?.message ?? "The request failed for a reason that has no name. The log may tell more."
    }

    private func pollWhenWoken() async {
        reportConnecting(.poll)
        for await _ in wakes {
            schedule.withLock { $0.began() }
            let succeeded = await poll()
            schedule.withLock { $0.ended(at: clock.now, failed: !succeeded) }
        }
    }

    private func pollWhenWanted() async {
        for await _ in wanted {
            let soonest = schedule.withLock { $0.soonest(clock.now) }
            guard (try? await clock.sleep(until: soonest)) != nil else { return }
            refresh()
        }
    }

    private func wakeOnSchedule() async {
        while !Task.isCancelled {
            let look = schedule.withLock { $0.nextLook(clock.now) }
            guard (try? await clock.sleep(until: look)) != nil else { return }
            if schedule.withLock({ $0.isDue(clock.now) }) {
                // Begun here and not only in the poll: until that starts, this loop must not find it due again.
                schedule.withLock { $0.began() }
                wake.yield()
            }
        }
    }
}
