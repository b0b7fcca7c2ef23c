import Meetings
import MeetingsClient
import MeetingsStore
import Synchronization

/// What one server tells, gathered beside the one who looks at it now and then.
final class StatusFeed: Sendable {
    /// What is known, and the alarms that it raises.
    private struct Known {
        var state = State()
        var board: AlarmBoard
    }

    private let known: Mutex<Known>
    private let news: AsyncStream<Void>
    private let bell: AsyncStream<Void>.Continuation
    private let clock: any WallClock
    private let environment: String

    /// `alarms` is a board that has seen nothing yet: it brings settings and run sheet.
    init(environment: String, alarms: AlarmBoard, clock: any WallClock) {
        self.environment = environment
        known = Mutex(Known(board: alarms))
        self.clock = clock
        (news, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// How things stand now.
    var summary: StatusSummary {
        known.withLock { known in
            let now = clock.now
            _ = known.board.update(state: known.state, now: now)
            return StatusSummary(known.state, alarms: known.board.counts, environment: environment, now: now)
        }
    }

    /// Why nothing is heard, in words; nil while something is.
    var reason: String? {
        guard case .down(let sentence)? = known.withLock({ $0.state.links[.poll]?.state }) else { return nil }
        return sentence
    }

    /// Hands each look to `look`, at news and each second, until it answers false. The feed of news runs meanwhile.
    func follow(_ client: Client, look: (StatusFeed) -> Bool) async {
        let feed = Feed(client: client, clock: clock) { [self] change in
            known.withLock { _ = $0.state.apply(change) }
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

    /// True once everything is known that alarms are judged by, or cannot be.
    var isComplete: Bool {
        let now = clock.now
        return known.withLock { known in
            switch known.state.links[.poll]?.state {
            case .live: known.state.isWhole(at: now)
            case .down: true
            default: false
            }
        }
    }
}
