public import Logging
public import Meetings
import Synchronization

/// The media servers behind one server: gives each session one of them, for as long as it lasts.
public final class MediaPool: Sendable {
    /// A media server, and how many streams it is to send.
    public struct Engine: Sendable {
        let engine: any MediaEngine
        let capacity: Int

        public init(_ engine: any MediaEngine, capacity: Int) {
            self.engine = engine
            self.capacity = capacity
        }
    }

    /// What there is to know about one media server now.
    public struct Report: Hashable, Sendable {
        public var name: String
        public var status: EngineStatus
        public var load: ProcessLoad?
        public var capacity: Int
        public var isDraining: Bool
    }

    private struct State {
        var rooms: [SessionID: Room] = [:]
        var placement: EnginePlacement
    }

    /// A session's media, and the task that does its work.
    private struct Room {
        let media: MediaRoom
        let work: Task<Void, Never>
    }

    private let engines: [Engine]
    private let clock: any WallClock
    private let logger: Logger
    private let tell: @Sendable (SessionID, MediaEvent) -> Void
    private let state: Mutex<State>

    /// `tell` is called with what happens, in order for each session. Without engines everybody is told that there is no
    /// media.
    public init(
        engines: [Engine], clock: any WallClock, logger: Logger,
        tell: @escaping @Sendable (SessionID, MediaEvent) -> Void
    ) {
        self.engines = engines
        self.clock = clock
        self.logger = logger
        self.tell = tell
        let places = engines.map { EnginePlacement.Engine($0.engine.name, capacity: $0.capacity) }
        state = Mutex(State(placement: EnginePlacement(places)))
    }

    /// Keeps all engines running until the task is cancelled.
    public func run() async {
        await withTaskGroup(of: Void.self) { group in
            for engine in engines {
                group.addTask { await engine.engine.run { self.engineChanged() } }
            }
            // Also without engines it is the rooms' until it is cancelled.
            group.addTask { for await _ in AsyncStream<Never>.makeStream().stream {} }
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
            if case .close = request {
                state.placement.release(session.rawValue)
                return state.rooms.removeValue(forKey: session)?.media
            }
            if let room = state.rooms[session] { return room.media }
            guard case .join = request else { return nil }
            let made = makeRoom(session)
            state.rooms[session] = made
            return made.media
        }
        room?.post(request)
    }

    /// What there is to know about each engine, in their order.
    public var reports: [Report] {
        let places = state.withLock(\.placement)
        return engines.map { engine in
            let name = engine.engine.name
            return Report(
                name: name, status: engine.engine.status, load: engine.engine.load, capacity: engine.capacity,
                isDraining: places[name]?.isDraining ?? false)
        }
    }

    /// Whether one of them does its work now.
    public var isReady: Bool { engines.contains { $0.engine.status.health == .ready } }

    /// The media server that a session is on; nil for none.
    public func engine(of session: SessionID) -> String? {
        state.withLock { $0.placement.places[session.rawValue] }
    }

    /// Lets a media server take no new sessions, or take them again. Those that it has go on. It is not remembered over a
    /// restart of the server, which ends all of them. False when there is none of that name.
    public func setDraining(_ isDraining: Bool, engine: String) -> Bool {
        let isKnown = state.withLock { $0.placement.setDraining(isDraining, engine) }
        // Sessions that found all of them draining wait for this.
        if isKnown, !isDraining { engineChanged() }
        return isKnown
    }

    private func makeRoom(_ session: SessionID) -> Room {
        let media = MediaRoom(
            session: session, clock: clock, logger: logger,
            choose: { [weak self] in self?.choose(for: session) ?? .none(.absent) }
        ) { [tell] in tell(session, $0) }
        return Room(media: media, work: Task { await media.run() })
    }

    /// The media server of a session. One that has gone for good is given up for another.
    private func choose(for session: SessionID) -> MediaRoom.Choice {
        let statuses = engines.map { ($0.engine, $0.engine.status) }
        let choice = state.withLock { state in
            for (engine, status) in statuses {
                state.placement.update(engine.name, health: status.health, streams: status.streams)
            }
            let first = state.placement.place(session.rawValue)
            guard case .engine(let name) = first, state.placement[name]?.health == .down else { return first }
            state.placement.release(session.rawValue)
            return state.placement.place(session.rawValue)
        }
        switch choice {
        case .none(let refusal): return .none(refusal)
        case .engine(let name):
            guard let (engine, status) = statuses.first(where: { $0.0.name == name }) else { return .none(.absent) }
            return status.health == .starting ? .none(.starting) : .engine(engine)
        }
    }

    private func engineChanged() {
        let rooms = state.withLock { Array($0.rooms.values) }
        for room in rooms { room.media.engineReady() }
    }
}
