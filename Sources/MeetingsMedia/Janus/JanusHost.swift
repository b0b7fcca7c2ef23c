import FoundationEssentials
public import Logging
public import Meetings
import Synchronization

/// Keeps one Janus running: starts it, asks whether it does its work, and starts it again when it does not.
public final class JanusHost: Sendable {
    private enum News {
        case look
        case answered(JanusConnection)
        case checked(isWell: Bool)
        case ended
    }

    private let program: String
    private let configuration: JanusConfiguration
    private let clock: any WallClock
    private let logger: Logger
    private let tell: @Sendable (EngineSupervision.Health) -> Void
    private let news: AsyncStream<News>
    private let hear: AsyncStream<News>.Continuation

    /// `tell` is called whenever its health is another than before.
    public init(
        program: String, _ configuration: JanusConfiguration, clock: any WallClock, logger: Logger,
        tell: @escaping @Sendable (EngineSupervision.Health) -> Void
    ) {
        self.program = program
        self.configuration = configuration
        self.clock = clock
        self.logger = logger
        self.tell = tell
        (news, hear) = AsyncStream.makeStream()
    }

    /// Works until its task is cancelled; Janus has ended by then.
    public func run() async {
        var supervision = EngineSupervision(at: clock.now)
        var child: Child?
        var connection: JanusConnection?
        var told: EngineSupervision.Health?
        var lookAt: Timestamp?
        hear.yield(.look)
        await withTaskGroup(of: Void.self) { group in
            for await item in news {
                var actions: [EngineSupervision.Action] = []
                switch item {
                case .look: lookAt = nil
                case .answered(let opened):
                    connection = opened
                    supervision.started(at: clock.now)
                case .checked(let isWell): actions = supervision.checked(isWell: isWell, at: clock.now)
                case .ended:
                    (child, connection) = (nil, nil)
                    supervision.ended(at: clock.now)
                }
                for action in actions + supervision.actions(at: clock.now) {
                    switch action {
                    case .launch: child = launch(in: &group)
                    case .check: check(connection, in: &group)
                    case .terminate: child?.process.terminate()
                    case .kill: child?.process.kill()
                    }
                }
                if supervision.health != told { tell(supervision.health) }
                told = supervision.health
                // One timer for one time: looks that are not needed any more do no harm, but must not make others.
                if let next = supervision.nextLook, next != lookAt {
                    lookAt = next
                    look(at: next, in: &group)
                }
            }
            group.cancelAll()
        }
        await child?.end(clock)
    }

    /// A process, and the task that reads what it writes until it has ended.
    private struct Child {
        let process: JanusProcess
        let reading: Task<Void, Never>

        /// Ends it, by force where it takes its time.
        func end(_ clock: any WallClock) async {
            process.terminate()
            let limit = clock.now + .seconds(3)
            let force = Task.detached {
                guard (try? await clock.sleep(until: limit)) != nil else { return }
                process.kill()
            }
            await reading.value
            force.cancel()
        }
    }

    private func look(at time: Timestamp, in group: inout TaskGroup<Void>) {
        group.addTask {
            guard (try? await self.clock.sleep(until: time)) != nil else { return }
            self.hear.yield(.look)
        }
    }

    private func check(_ connection: JanusConnection?, in group: inout TaskGroup<Void>) {
        guard let connection else { return _ = hear.yield(.checked(isWell: false)) }
        group.addTask {
            let pong = try? await connection.request("ping", within: MeetingsMedia.healthTimeout)
            self.hear.yield(.checked(isWell: pong != nil))
        }
    }

    /// Nil when it cannot be started, which counts as ended.
    private func launch(in group: inout TaskGroup<Void>) -> Child? {
        do {
            try writeFiles()
            let process = try JanusProcess(program: program, configuration)
            // No child task: when the work is over it still has to see the end.
            let reading = Task.detached {
                let status = try? await process.run { self.logger.info("media server: \($0)") }
                self.logger.info("The media server has ended.", metadata: ["status": "\(status ?? -1)"])
                self.hear.yield(.ended)
            }
            group.addTask { await self.connect(while: process) }
            return Child(process: process, reading: reading)
        } catch {
            let reason = (error as? JanusProcess.Failure)?.sentence ?? "Its files cannot be written."
            logger.error("The media server cannot be started. \(reason)")
            hear.yield(.ended)
            return nil
        }
    }

    private func connect(while process: JanusProcess) async {
        while process.exitStatus() == nil, !Task.isCancelled {
            let connection = JanusConnection(
                to: configuration.adminSocket, .admin, secret: configuration.secrets.admin, clock: clock)
            try? await connection.run { self.hear.yield(.answered(connection)) }
            guard (try? await clock.sleep(until: clock.now + Self.connectAgain)) != nil else { return }
        }
    }

    /// It listens after a tenth of a second.
    private static let connectAgain = Duration.milliseconds(50)

    private func writeFiles() throws {
        for folder in [configuration.folder, configuration.sockets] {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        for (name, text) in configuration.files {
            try Data(text.utf8).write(
                to: URL(filePath: configuration.folder + "/" + name), options: .atomic)
        }
    }
}
