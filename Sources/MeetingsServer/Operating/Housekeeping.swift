import Logging
import Meetings
import MeetingsStorage
import ServiceLifecycle

/// Forgets what is too old to be of use, so that the database does not grow for ever.
struct Housekeeping: Service {
    let storage: Storage
    /// How long events and their callbacks are kept; nil keeps them for ever.
    let keepEvents: Duration?
    let clock: any WallClock
    let logger: Logger

    /// How long a repeated request is recognised, and an uploaded picture waits for a theme to use it.
    static let day = Duration.seconds(86_400)
    static let interval = Duration.seconds(3600)
    /// Small, because every other write waits for it.
    private static let batch = 500
    private static let pause = Duration.milliseconds(50)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await clean()
                    try await clock.sleep(until: clock.now + Self.interval)
                } catch is CancellationError {
                    return
                } catch {
                    logger.error("Old entries could not be removed and will be tried again: \(error)")
                    try? await Task.sleep(for: .seconds(60))
                }
            }
        }
    }

    /// One round.
    func clean() async throws {
        let now = clock.now
        try await storage.write { try $0.deleteIdempotencyRecords(before: now - Self.day) }
        try await storage.write { try $0.deleteUnusedLogos(before: now - Self.day) }
        try await storage.write { try $0.deleteAcknowledgements(endedBy: now) }
        guard let keepEvents else { return }
        var removed = 0
        while true {
            let count = try await storage.write { try $0.prune(events: now - keepEvents, limit: Self.batch) }
            removed += count
            if count < Self.batch { break }
            try await Task.sleep(for: Self.pause)
        }
        if removed > 0 {
            logger.info("\(removed) events older than \(keepEvents.components.seconds / 86_400) days were removed")
        }
    }
}
