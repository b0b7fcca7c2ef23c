import Logging
import Meetings

/// Runs one `LiveRoom`: inputs one after the other, facts durable before anybody hears of them, deadlines on the clock.
final class LiveRoomRunner: Sendable {
    private enum Job: Sendable {
        case input(LiveRoom.Input, answer: Answer? = nil)
        case look(@Sendable (LiveRoom) async -> Void)
    }

    /// Takes what a change came to, or why it could not be written.
    private typealias Answer = @Sendable (Result<LiveRoom.ControlAnswer, any Error>) -> Void

    let roomID: RoomID
    private let jobs: AsyncStream<Job>.Continuation
    private let task: Task<Void, Never>

    init(
        room: LiveRoom, records: SessionRecords, clock: any WallClock, logger: Logger,
        send: @escaping @Sendable ([LiveRoom.Message]) async -> Void,
        order: @escaping @Sendable ([MediaOrder]) async -> Void,
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
                case .look(let answer): await answer(room)
                case .input(let input, let answer):
                    let result: Result<LiveRoom.ControlAnswer, any Error>
                    let media: [MediaOrder]
                    (room, result, media) = await Self.step(
                        room, input, records: records, clock: clock, logger: logger, send: send)
                    if !media.isEmpty { await order(media) }
                    answer?(result)
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

    /// What a change of the session came to, once it is durable. Throws when it could not be written, or when the
    /// room, as the database has it, no longer allows it.
    func ask(
        _ control: LiveRoom.Control, by authority: LiveRoom.Authority
    ) async throws -> LiveRoom.ControlAnswer {
        try await withCheckedThrowingContinuation { continuation in
            // The question keeps the runner alive: letting go of it would leave what is asked unanswered.
            let job = Job.input(.control(control, by: authority)) { [self] result in
                withExtendedLifetime(self) { continuation.resume(with: result) }
            }
            if case .enqueued = jobs.yield(job) { return }
            continuation.resume(returning: .unknown)
        }
    }

    /// Calls back with the room as it is after all that was posted before.
    func look(_ answer: @escaping @Sendable (LiveRoom) async -> Void) { jobs.yield(.look(answer)) }

    /// The room as it is after all that was posted before; nil when it is being let go of.
    func look() async -> LiveRoom? {
        await withCheckedContinuation { continuation in
            let job = Job.look { [self] room in
                withExtendedLifetime(self) { continuation.resume(returning: room) }
            }
            if case .enqueued = jobs.yield(job) { return }
            continuation.resume(returning: nil)
        }
    }

    func finish() { jobs.finish() }

    /// The room after one input. When its facts cannot be written, the room stays as it was and the one who asked is told.
    private static func step(
        _ room: LiveRoom, _ input: LiveRoom.Input, records: SessionRecords, clock: any WallClock, logger: Logger,
        send: @Sendable ([LiveRoom.Message]) async -> Void
    ) async -> (LiveRoom, Result<LiveRoom.ControlAnswer, any Error>, [MediaOrder]) {
        let now = clock.now
        var next = room
        let outcome = next.handle(input, now: now)
        do {
            if !outcome.facts.isEmpty { try await records.write(outcome.facts, room: room.roomID, at: now) }
            await send(outcome.messages)
            return (next, .success(outcome.answer), outcome.media)
        } catch {
            logger.error("A session's change was not written: \(error)", metadata: ["room": "\(room.roomID)"])
            return (await withoutWriting(input, in: room, because: error, now: now, send: send), .failure(error), [])
        }
    }

    /// The room when an input's facts could not be written: as it was, and the one who asked is told.
    private static func withoutWriting(
        _ input: LiveRoom.Input, in room: LiveRoom, because error: any Error, now: Timestamp,
        send: @Sendable ([LiveRoom.Message]) async -> Void
    ) async -> LiveRoom {
        switch input {
        case .enter(let arrival):
            let refusal: PageMessage.Refusal = (error as? Problem)?.kind == .notFound ? .closed : .unavailable
            await send([LiveRoom.Message(to: arrival.connection, body: .refused(refusal), closes: true)])
            return room
        case .leave(let connection), .lost(let connection):
            var kept = room
            kept.keepUntilWritten(connection, now: now)
            return kept
        case .control(_, by: .host(let connection)), .say(let connection, .chat):
            await send([LiveRoom.Message(to: connection, body: .error(.failed))])
            return room
        default: return room
        }
    }
}
