import Meetings
import Synchronization

/// The following half of a feed.
extension Feed {
    /// Follows the stream, and connects again whenever it ends.
    func follow() async {
        var backoff = settings.backoff
        while !Task.isCancelled {
            reportConnecting(.stream)
            let wait: Duration
            do {
                if try await listen() { backoff.reset() }
                report(.stream, .down("\(client.server) ended the event stream. Connecting again."))
                wait = backoff.next(jitter: jitter())
            } catch is CancellationError {
                return
            } catch let error as ClientError where error.code == .noStream {
                report(.stream, .unused)
                wait = settings.recheck
            } catch let failure as HeardFailure {
                backoff.reset()
                report(.stream, .down(Self.sentence(for: failure.cause)))
                wait = backoff.next(jitter: jitter())
            } catch {
                report(.stream, .down(Self.sentence(for: error)))
                wait = backoff.next(jitter: jitter())
            }
            schedule.withLock { $0.streamIsLive = false }
            guard (try? await clock.sleep(until: clock.now + wait)) != nil else { return }
        }
    }

    /// A failure of a stream that had been heard: the waits start from the shortest again.
    private struct HeardFailure: Error {
        var cause: any Error
    }

    /// Reads one connection to its end. True when something was heard on it.
    private func listen() async throws -> Bool {
        let heard = Heard(at: clock.now)
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await self.read(into: heard) }
                group.addTask { try await self.watch(heard) }
                defer { group.cancelAll() }
                try await group.next()
            }
        } catch {
            if Task.isCancelled { throw CancellationError() }
            throw heard.anything ? HeardFailure(cause: error) : error
        }
        try Task.checkCancellation()
        return heard.anything
    }

    private func isFirstOpening(at now: Timestamp) -> Bool {
        startedAt.withLock { startedAt in
            defer { startedAt = nil }
            return startedAt.map { now - $0 < .seconds(2) } ?? false
        }
    }

    private func read(into heard: Heard) async throws {
        // A stream begins with events of the past, whose rooms the listing at its opening has already. The minute is
        // for clocks that differ.
        let openedAt = clock.now
        for try await item in client.events(after: lastSequence.withLock { $0 }) {
            let now = clock.now
            heard.note(item, at: now)
            switch item {
            case .opened:
                schedule.withLock { $0.streamIsLive = true }
                report(.stream, .live)
                // What happened while nobody listened is in the listings; the first ones were asked for just now, and
                // what came between is among the events of the past.
                if !isFirstOpening(at: now) { refresh() }
            case .heartbeat: hand(.heartbeat(.stream, at: now))
            case .event(let event):
                hand(.event(event, from: .stream, at: now))
                if let sequence = event.sequence { lastSequence.withLock { $0 = sequence } }
                if case .roomCreated = event.body, (event.at ?? now) > openedAt - .seconds(60) { wants.yield() }
            case .unknown(let sequence):
                if let sequence { lastSequence.withLock { $0 = sequence } }
                refresh()
            }
        }
    }

    /// Throws when nothing was heard for too long.
    private func watch(_ heard: Heard) async throws {
        while true {
            let deadline = heard.at + settings.silence
            try await clock.sleep(until: deadline)
            guard clock.now >= heard.at + settings.silence else { continue }
            throw ClientError(
                .silent,
                "\(client.server) was silent for \(settings.silence.components.seconds) seconds. Connecting again.")
        }
    }

    /// When a connection was last heard, shared by the task that reads and the task that watches.
    private final class Heard: Sendable {
        private let state: Mutex<(at: Timestamp, anything: Bool)>

        init(at now: Timestamp) { state = Mutex((now, false)) }

        var at: Timestamp { state.withLock { $0.at } }
        /// More than the head of the answer.
        var anything: Bool { state.withLock { $0.anything } }

        func note(_ item: StreamItem, at now: Timestamp) {
            state.withLock { $0 = (now, $0.anything || item != .opened) }
        }
    }
}
