import Meetings
import MeetingsServer
import Synchronization

/// The machine's clock, whose long sleeps end at the dashboard's ticks. A timer for each sleep would wake the process
/// several times a second while nothing happens; the tick comes anyway.
final class TickingClock: WallClock {
    /// What is shorter than the tick's interval has its own timer.
    private static let interval = Duration.seconds(1)

    private struct Sleeper {
        let deadline: Timestamp
        let continuation: CheckedContinuation<Void, Never>
    }
    private struct State {
        var lastID = 0
        var sleepers: [Int: Sleeper] = [:]
    }

    private let machine: any WallClock
    private let state = Mutex(State())

    init(machine: any WallClock = SystemClock()) { self.machine = machine }

    var now: Timestamp { machine.now }

    func sleep(until deadline: Timestamp) async throws {
        guard deadline - now > Self.interval else { return try await machine.sleep(until: deadline) }
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isCancelled = state.withLock { state in
                    guard !Task.isCancelled else { return true }
                    state.sleepers[id] = Sleeper(deadline: deadline, continuation: continuation)
                    return false
                }
                if isCancelled { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: id) }?.continuation.resume()
        }
        try Task.checkCancellation()
    }

    /// How many sleeps wait for a tick.
    var sleeping: Int { state.withLock { $0.sleepers.count } }

    /// Ends the sleeps that are over. Called at each tick.
    func tick() {
        let now = now
        let due = state.withLock { state in
            let due = state.sleepers.filter { $0.value.deadline <= now }
            for id in due.keys { state.sleepers.removeValue(forKey: id) }
            return due.values.map(\.continuation)
        }
        for continuation in due { continuation.resume() }
    }
}
