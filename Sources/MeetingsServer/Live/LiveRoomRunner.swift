import Logging
import Meetings

/// Runs one `LiveRoom`: inputs one after the other, facts durable before anybody hears of them, deadlines on the clock.
final class LiveRoomRunner: Sendable {
    private enum Job: Sendable {
        case input(LiveRoom.Input)
        case count(@Sendable (Int) async -> Void)
    }

    let roomID: RoomID
    private let jobs: AsyncStream<Job>.Continuation
    private let task: Task<Void, Never>

    init(
        room: LiveRoom, records: SessionRecords, clock: any WallClock, logger: Logger,
        send: @escaping @Sendable ([LiveRoom.Message]) async -> Void,
        idle: @escaping @Sendable (RoomID) async -> Void
    ) {
        roomID = room.roomID
        let (stream, jobs) = AsyncStream.makeStream(of: Job.self)
        self.jobs = jobs
        task = Task {
            var room = room
            var alarm: Task<Void, Never>?
            for await job in stream {
                switch job {
                case .count(let answer): await answer(room.seats.count)
                case .input(let input):
                    room = await Self.step(room, input, records: records, clock: clock, logger: logger, send: send)
                }
                alarm?.cancel()
                alarm = Self.alarm(at: room.nextDeadline, clock: clock) { jobs.yield(.input(.deadline)) }
                if room.isIdle { await idle(room.roomID) }
            }
            alarm?.cancel()
        }
    }

    /// A deadline that is already past (its facts could not be written) is tried again after a second.
    private static func alarm(
        at deadline: Timestamp?, clock: any WallClock, _ ring: @escaping @Sendable () -> Void
    ) -> Task<Void, Never>? {
        guard let deadline else { return nil }
        let now = clock.now
        let due = deadline > now ? deadline : now + .seconds(1)
        return Task {
            guard (try? await clock.sleep(until: due)) != nil else { return }
            ring()
        }
    }

    deinit { task.cancel() }

    func post(_ input: LiveRoom.Input) { jobs.yield(.input(input)) }

    /// Calls back with the number of people inside, after all that was posted before.
    func greet(_ answer: @escaping @Sendable (Int) async -> Void) { jobs.yield(.count(answer)) }

    func finish() { jobs.finish() }

    /// The room after one input. When its facts cannot be written, the room stays as it was and the one who asked is told.
    private static func step(
        _ room: LiveRoom, _ input: LiveRoom.Input, records: SessionRecords, clock: any WallClock, logger: Logger,
        send: @Sendable ([LiveRoom.Message]) async -> Void
    ) async -> LiveRoom {
        let now = clock.now
        var next = room
        let outcome = next.handle(input, now: now)
        do {
            if !outcome.facts.isEmpty { try await records.write(outcome.facts, room: room.roomID, at: now) }
            await send(outcome.messages)
            return next
        } catch {
            logger.error("A session's change was not written: \(error)", metadata: ["room": "\(room.roomID)"])
            switch input {
            case .enter(let connection, _, _, _):
                let refusal: PageMessage.Refusal = (error as? Problem)?.kind == .notFound ? .closed : .unavailable
                await send([LiveRoom.Message(to: connection, body: .refused(refusal), closes: true)])
                return room
            case .leave(let connection):
                // The seat is given up when the grace is over instead, and written then.
                var kept = room
                _ = kept.handle(.lost(connection), now: now)
                return kept
            default: return room
            }
        }
    }
}
