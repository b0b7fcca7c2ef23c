public import Logging
public import Meetings
import Synchronization

/// Janus as a media server: one process of ours, and the rooms on it.
public final class JanusEngine: MediaEngine {
    private struct State {
        var health = EngineSupervision.Health.starting
        var host: JanusHost?
        var link: JanusLink?
        var serving: Task<Void, Never>?
    }

    public let name: String
    private let program: String
    private let configuration: JanusConfiguration
    private let clock: any WallClock
    private let logger: Logger
    private let routes = JanusRoutes()
    private let state = Mutex(State())

    /// `program` is the path of Janus.
    public init(
        name: String, program: String, _ configuration: JanusConfiguration, clock: any WallClock, logger: Logger
    ) {
        self.name = name
        self.program = program
        self.configuration = configuration
        self.clock = clock
        self.logger = logger
    }

    public var status: EngineStatus {
        let (health, link, host) = state.withLock { ($0.health, $0.link, $0.host) }
        let counts = routes.counts
        return EngineStatus(
            health: health, version: link?.version, restarts: host?.restarts ?? 0, rooms: counts.rooms,
            connections: counts.connections, streams: counts.streams)
    }

    public var load: ProcessLoad? { state.withLock(\.host)?.load }

    public func run(changed: @escaping @Sendable () -> Void) async {
        let host = JanusHost(
            program: program, configuration, clock: clock, logger: logger,
            linked: { link in
                self.serve(link)
                changed()
            },
            tell: { health in
                self.state.withLock { $0.health = health }
                changed()
            })
        state.withLock { $0.host = host }
        await host.run()
        state.withLock { state in
            state.serving?.cancel()
            state.link = nil
        }
    }

    /// Hands on what Janus tells for as long as the connection lasts.
    private func serve(_ link: JanusLink) {
        let serving = Task {
            for await message in link.api.events { routes.take(message) }
            state.withLock { state in
                if state.link === link { state.link = nil }
            }
            routes.close()
        }
        state.withLock { state in
            state.link = link
            state.serving = serving
        }
    }

    public func open(
        _ session: SessionID, hear: @escaping @Sendable (EngineEvent) -> Void
    ) async throws -> any EngineRoom {
        guard let link = state.withLock(\.link) else { throw JanusError.closed }
        let janus = try await JanusSession(on: link.api)
        routes.add(room: janus.id, hear)
        do {
            return try await JanusRoom(
                session.rawValue, on: janus, secret: configuration.secrets.rooms, routes: routes, clock: clock)
        } catch {
            routes.remove(room: janus.id)
            try? await janus.destroy()
            throw error
        }
    }
}
