import MeetingsStorage
import Synchronization

/// Tells everyone who follows the event log that it has grown.
final class EventHub: Sendable {
    private struct Followers {
        var next = 0
        var signals: [Int: Signal] = [:]
    }

    /// One follower's signal; following ends when it is let go.
    final class Follower: Sendable {
        let signal = Signal()
        private let leave: @Sendable () -> Void

        fileprivate init(leave: @escaping @Sendable () -> Void) { self.leave = leave }
        deinit { leave() }
    }

    /// Rings when a room closes earlier than was awaited.
    let closings = ClosingAlarm()
    private let followers = Mutex(Followers())

    /// Called after each durable commit that others may wait for.
    func publish(_ news: CommitNews) {
        if let closing = news.earliestClosing { closings.planned(closing) }
        guard news.lastSequence > 0 else { return }
        let signals = followers.withLock { Array($0.signals.values) }
        for signal in signals { signal.ring() }
    }

    /// A signal that rings each time the log grows from now on; several growths may share one ring.
    func follow() -> Follower {
        followers.withLock { followers in
            followers.next += 1
            let id = followers.next
            let follower = Follower { [weak self] in _ = self?.followers.withLock { $0.signals.removeValue(forKey: id) }
            }
            followers.signals[id] = follower.signal
            return follower
        }
    }
}
