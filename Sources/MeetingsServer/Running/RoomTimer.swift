import Logging
import Meetings
import MeetingsStorage
import ServiceLifecycle

/// Closes rooms when their time has come. One wait for all rooms: until the earliest closing that the database names.
struct RoomTimer: Service {
    let storage: Storage
    let records: SessionRecords
    let rooms: LiveRooms
    let hub: EventHub
    let clock: any WallClock
    let logger: Logger

    /// How many rooms one round closes before it looks at the clock again.
    private static let batch = 256

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    // Before the look: a room made in between must not be missed.
                    hub.closings.expect(nil)
                    try await closeDueRooms()
                    try await waitForNext()
                } catch is CancellationError {
                    return
                } catch {
                    logger.error("Rooms could not be closed and will be tried again: \(error)")
                    try? await Task.sleep(for: .seconds(1))
                }
            }
        }
    }

    private func closeDueRooms() async throws {
        while true {
            let now = clock.now
            let due = try await storage.read { try $0.roomsDue(at: now, limit: Self.batch) }
            if due.isEmpty { return }
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for room in due.map(\.room.id) {
                    tasks.addTask { if try await records.close(room, at: now) { await rooms.close(room) } }
                }
                try await tasks.waitForAll()
            }
        }
    }

    /// Returns when the earliest closing is due, or when a room closes earlier than that.
    private func waitForNext() async throws {
        let signal = hub.closings.signal
        guard let next = try await storage.read({ try $0.earliestClosing() }) else { return await signal.wait() }
        hub.closings.expect(next)
        _ = await signal.wait { [clock] in try await clock.sleep(until: next) }
    }
}
