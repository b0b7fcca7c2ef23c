import Logging
import Meetings

/// One session's media: who is a member of the media server's room, who watches what, and what is recorded.
///
/// It outlives the media server: when that ends, people stay, and when it is back everybody is made a member again and
/// told to connect anew.
actor MediaRoom {
    private enum Input: Sendable {
        case request(MediaRequest)
        case event(EngineEvent, opening: Int)
        case engineReady
    }

    let session: SessionID
    let clock: any WallClock
    let logger: Logger
    let tell: @Sendable (MediaEvent) -> Void
    private let choose: @Sendable () -> Choice
    private let inputs: AsyncStream<Input>
    private let input: AsyncStream<Input>.Continuation

    /// Which media server a session gets.
    enum Choice: Sendable {
        case engine(any MediaEngine)
        case none(EnginePlacement.Refusal)
    }

    var room: (any EngineRoom)?
    var members: [ParticipantID: RoomMember] = [:]
    var recording: RecordingWatch?
    var talkers = Talkers()
    private var openings = 0
    private var lost = 0
    private var isOpening = false
    private var isClosed = false

    init(
        session: SessionID, clock: any WallClock, logger: Logger, choose: @escaping @Sendable () -> Choice,
        tell: @escaping @Sendable (MediaEvent) -> Void
    ) {
        self.session = session
        self.clock = clock
        self.logger = logger
        self.choose = choose
        self.tell = tell
        (inputs, input) = AsyncStream.makeStream()
    }

    nonisolated func post(_ request: MediaRequest) { input.yield(.request(request)) }

    /// A media server has become ready: a room that waits for one tries again.
    nonisolated func engineReady() { input.yield(.engineReady) }

    /// Works until `close` has been posted and done, or its task is cancelled.
    func run() async {
        for await item in inputs {
            switch item {
            case .request(.close): return await close()
            case .request(let request): await take(request)
            case .event(.closed, let opening): lose(opening)
            case .event(let event, let opening):
                if opening == openings { await hear(event) }
            case .engineReady: open()
            }
        }
        await close()
    }

    private func close() async {
        isClosed = true
        for member in members.values { member.jobs.finish() }
        members = [:]
        await room?.close()
        room = nil
        await finishRecording()
    }

    // MARK: The room on the media server

    /// Makes the room, unless there is one or it is being made.
    func open() {
        guard room == nil, !isOpening, !isClosed, !members.isEmpty else { return }
        switch choose() {
        case .none(let refusal): tellAll(MediaAvailability(refusal))
        case .engine(let engine):
            isOpening = true
            openings += 1
            let opening = openings
            Task { await open(on: engine, opening: opening) }
        }
    }

    private func open(on engine: any MediaEngine, opening: Int) async {
        defer { isOpening = false }
        do {
            let input = input
            let opened = try await engine.open(session) { input.yield(.event($0, opening: opening)) }
            guard lost < opening else { throw MediaFailure.roomGone }
            guard !isClosed else { return await opened.close() }
            room = opened
            for id in members.keys { enqueue(.join, for: id) }
            compareLater(opening)
        } catch {
            logger.warning("A room could not be made on \(engine.name): \(error)")
            tellAll(.starting)
            later(.seconds(1)) { $0.engineReady() }
        }
    }

    /// Compares the people of the media server with ours now and then, for as long as its room is this one.
    private func compareLater(_ opening: Int) {
        later(MeetingsMedia.comparison) { media in
            guard let room = media.room, media.openings == opening else { return }
            await media.comparePeople(in: room)
            media.compareLater(opening)
        }
    }

    private func lose(_ opening: Int) {
        lost = max(lost, opening)
        guard opening == openings, room != nil else { return }
        room = nil
        recording?.lose()
        for id in members.keys { members[id]?.reset() }
        tellAll(.starting)
        open()
    }

    private func tellAll(_ availability: MediaAvailability) {
        for id in members.keys { tellAvailability(availability, to: id) }
    }

    /// Says it once. Readiness is another with each attempt.
    func tellAvailability(_ availability: MediaAvailability, to id: ParticipantID) {
        guard members[id]?.told != availability else { return }
        members[id]?.told = availability
        tell(.availability(id, availability))
    }

    /// What media is for one who has just come.
    func greet(_ id: ParticipantID) {
        guard room == nil else { return enqueue(.join, for: id) }
        switch choose() {
        case .none(let refusal): tellAvailability(MediaAvailability(refusal), to: id)
        case .engine: tellAvailability(.starting, to: id)
        }
        open()
    }

    // MARK: Jobs and timers

    func enqueue(_ job: RoomMember.Job, for id: ParticipantID) { members[id]?.jobs.yield(job) }

    /// A member, and the task that does what is asked for them one after the other.
    func makeMember(_ id: ParticipantID, name: String) -> RoomMember {
        let (stream, jobs) = AsyncStream.makeStream(of: RoomMember.Job.self)
        Task { [weak self] in
            for await job in stream { await self?.perform(job, for: id) }
        }
        return RoomMember(name: name, jobs: jobs)
    }

    func later(_ delay: Duration, _ body: @escaping @Sendable (isolated MediaRoom) async -> Void) {
        let due = clock.now + delay
        Task { [weak self, clock] in
            guard (try? await clock.sleep(until: due)) != nil, let self else { return }
            await body(self)
        }
    }
}

/// Why a request of media was not carried out.
enum MediaFailure: Error {
    /// The media server lost the room.
    case roomGone
    /// Someone who is no member, or not any more.
    case stranger
}
