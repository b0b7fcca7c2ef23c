import Meetings
import MeetingsClient
import MeetingsStore
import Synchronization

/// What one server tells, gathered beside the one who looks at it now and then.
final class StatusFeed: Sendable {
    private let state = Mutex(State())
    private let news: AsyncStream<Void>
    private let bell: AsyncStream<Void>.Continuation
    private let clock: any WallClock
    private let environment: String

    init(environment: String, clock: any WallClock) {
        self.environment = environment
        self.clock = clock
        (news, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// How things stand now.
    var summary: StatusSummary {
        state.withLock { state in
            let now = clock.now
            return StatusSummary(state, alarms: state.alarms(now: now), environment: environment, now: now)
        }
    }

    /// Why nothing is heard, in words; nil while something is.
    var reason: String? {
        guard case .down(let sentence)? = state.withLock({ $0.links[.poll]?.state }) else { return nil }
        return sentence
    }

    /// Hands each look to `look`, at news and each second, until it answers false. The feed of news runs meanwhile.
    func follow(_ client: Client, look: (StatusFeed) -> Bool) async {
        let feed = Feed(client: client, clock: clock) { [self] change in
            state.withLock { _ = $0.apply(change) }
            bell.yield()
        }
        let feeding = Task.detached { await feed.run() }
        let ticking = Task.detached { [bell] in
            while (try? await Task.sleep(for: .seconds(1))) != nil { bell.yield() }
        }
        for await _ in news where !look(self) { break }
        ticking.cancel()
        feeding.cancel()
        await feeding.value
    }

    /// True once everything was asked once, or cannot be.
    var isComplete: Bool {
        switch state.withLock({ $0.links[.poll]?.state }) {
        case .live, .down: true
        default: false
        }
    }
}
