public import Logging
public import Meetings
import Synchronization

/// The media servers behind one server: gives each session one of them, for as long as it lasts.
public final class MediaPool: Sendable {
    private struct State {
        var rooms: [SessionID: Room] = [:]
    }

    /// A session's media, and the task that does its work.
    private struct Room {
        let media: MediaRoom
        let work: Task<Void, Never>
        var engine: String?
    }

    private let engines: [any MediaEngine]
    private let clock: any WallClock
    private let logger: Logger
    private let tell: @Sendable (SessionID, MediaEvent) -> Void
    private let state = Mutex(State())

    /// `tell` is called with what happens, in order for each session. Without engines everybody is told that there is no
    /// media.
    public init(
        engines: [any MediaEngine], clock: any WallClock, logger: Logger,
        tell: @escaping @Sendable (SessionID, MediaEvent) -> Void
    ) {
        self.engines = engines
        self.clock = clock
        self.logger = logger
        self.tell = tell
    }

    /// Keeps all engines running until the task is cancelled.
    public func run() async {
        await withTaskGroup(of: Void.self) { group in
            for engine in engines {
                group.addTask { await engine.run { self.engineChanged() } }
            }
        }
        let rooms = state.withLock { state in
            defer { state.rooms = [:] }
            return Array(state.rooms.values)
        }
        for room in rooms { room.work.cancel() }
    }

    /// Asks for something in a session. The first who joins makes its room; `close` ends it.
    public func post(_ request: MediaRequest, in session: SessionID) {
        let room: MediaRoom? = state.withLock { state in
            if case .close = request { return state.rooms.removeValue(forKey: session)?.media }
            if let room = state.rooms[session] { return room.media }
            guard case .join = request else { return nil }
            let made = makeRoom(session)
            state.rooms[session] = made
            return made.media
        }
        room?.post(request)
    }

    /// What there is to know about each engine, in the order of their names.
    public var statuses: [(name: String, status: EngineStatus)] { engines.map { ($0.name, $0.status) } }

    private func makeRoom(_ session: SessionID) -> Room {
        let media = MediaRoom(
            session: session, clock: clock, logger: logger, choose: { [weak self] in self?.choose() ?? .unavailable }
        ) { [tell] in tell(session, $0) }
        return Room(media: media, work: Task { await media.run() })
    }

    private func choose() -> MediaRoom.Choice {
        let states = engines.map { ($0, $0.status.health) }
        if let ready = states.first(where: { $0.1 == .ready || $0.1 == .failing }) { return .engine(ready.0) }
        return states.contains { $0.1 == .starting } ? .starting : .unavailable
    }

    private func engineChanged() {
        let rooms = state.withLock { Array($0.rooms.values) }
        for room in rooms { room.media.engineReady() }
    }
}
