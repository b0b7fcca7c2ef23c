import FoundationEssentials
import Logging
import Meetings
import MeetingsMedia
import ServiceLifecycle

/// The media servers of one server and the relay beside them, as its settings and its machine allow.
struct MediaParts: Sendable {
    let engines: [MediaPool.Engine]
    let turn: TurnRelay
    /// What stands in the way of media, or will.
    let problems: [MediaProblem]
    /// A folder of ours for sockets, to be removed at the end; nil where they lie in the data folder.
    private let temporary: String?

    /// Without settings nothing runs, and nothing is a problem.
    init(
        _ configuration: ServerConfiguration, dataFolder: String, clock: any WallClock, identifiers: IdentifierSource,
        logger: Logger
    ) {
        guard let settings = configuration.media else {
            (engines, turn, problems, temporary) = ([], TurnRelay(), [], nil)
            return
        }
        let machine = MediaMachine.current(for: settings)
        problems = settings.problems(on: machine, isReachable: configuration.isReachable)
        for problem in problems { logger.warning("Media: \(problem.sentence) \(problem.fix)") }
        let folder = dataFolder + "/media"
        // The path of a Unix socket has at most 107 bytes.
        let isShort = folder.utf8.count + "/run/media-99/admin.sock".utf8.count <= 107
        let sockets = isShort ? folder + "/run" : "/tmp/greenroom-\(identifiers.uuid())"
        temporary = isShort ? nil : sockets
        let plan = MediaPlan(settings, on: machine, folder: folder, sockets: sockets) {
            JanusConfiguration.Secrets(
                api: identifiers.secret(), admin: identifiers.secret(), rooms: identifiers.secret())
        }
        engines = (plan?.engines ?? []).map { planned in
            let engine = JanusEngine(
                name: planned.name, program: plan?.program ?? "", planned.configuration, clock: clock, logger: logger)
            return MediaPool.Engine(engine, capacity: planned.capacity)
        }
        turn = TurnRelay(
            settings, on: machine, folder: folder + "/turn", name: configuration.publicName,
            isReachable: configuration.isReachable, clock: clock, logger: logger)
    }

    /// Removes what must not stay behind.
    func clean() {
        if let temporary { try? FileManager.default.removeItem(atPath: temporary) }
    }
}

/// Keeps the media servers and the relay running while the server runs.
struct MediaService: Service {
    let parts: MediaParts
    let rooms: LiveRooms
    /// Rung once the server listens: one that cannot starts nothing.
    let listening: Signal

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await listening.wait()
            guard !Task.isCancelled else { return }
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await rooms.runMedia() }
                group.addTask { await parts.turn.run() }
            }
        }
        parts.clean()
    }
}
