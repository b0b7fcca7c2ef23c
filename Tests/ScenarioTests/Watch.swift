import Meetings
import MeetingsStore
import Synchronization

/// A store that a scenario feeds from several tasks and waits on: for a condition, never for a time.
final class Watch: Sendable {
    private struct Waiter {
        var condition: @Sendable (State) -> Bool
        var wake: CheckedContinuation<Void, Never>
    }

    private struct Content {
        var state = State()
        var changes: [Change] = []
        var waiters: [Waiter] = []
    }

    private let content = Mutex(Content())

    /// What is known now.
    var state: State { content.withLock { $0.state } }
    /// All that came, in the order of arrival.
    var changes: [Change] { content.withLock { $0.changes } }

    func take(_ change: Change) {
        let ready = content.withLock { content in
            _ = content.state.apply(change)
            content.changes.append(change)
            let ready = content.waiters.filter { $0.condition(content.state) }
            content.waiters.removeAll { $0.condition(content.state) }
            return ready.map(\.wake)
        }
        for wake in ready { wake.resume() }
    }

    /// Returns as soon as the store satisfies the condition. The test's time limit ends a wait in vain.
    func until(_ condition: @escaping @Sendable (State) -> Bool) async {
        await withCheckedContinuation { wake in
            let isTrue = content.withLock { content in
                if condition(content.state) { return true }
                content.waiters.append(Waiter(condition: condition, wake: wake))
                return false
            }
            if isTrue { wake.resume() }
        }
    }

    /// The events that came, by name and in the order of arrival.
    var eventNames: [EventName] {
        changes.compactMap { change in
            if case .event(let event, _, _) = change { event.body.name } else { nil }
        }
    }
}
