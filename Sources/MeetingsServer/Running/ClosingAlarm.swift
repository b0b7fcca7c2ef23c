import Meetings
import Synchronization

/// Wakes the timer of rooms only when it would wake too late: most rooms close after the one that it waits for.
final class ClosingAlarm: Sendable {
    /// Rings when a room closes earlier than expected; a ring that nobody waits for is kept.
    let signal = Signal()
    private let expected = Mutex<Timestamp?>(nil)

    /// What the timer waits for; nil while it does not know yet.
    func expect(_ closing: Timestamp?) { expected.withLock { $0 = closing } }

    /// Tells that a room closes at `time`.
    func planned(_ time: Timestamp) {
        let isEarlier = expected.withLock { expected in expected.map { time < $0 } ?? true }
        if isEarlier { signal.ring() }
    }
}
