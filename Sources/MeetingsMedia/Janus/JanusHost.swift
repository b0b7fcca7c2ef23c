import FoundationEssentials
import Logging
import Meetings
import Synchronization

/// Keeps one Janus running: starts it, asks whether it does its work, and starts it again when it does not.
final class JanusHost: Sendable {
    private enum News {
        case look
        case answered(JanusLink)
        case checked(isWell: Bool)
        case ended
    }

    private let program: String
    private let configuration: JanusConfiguration
    private let clock: any WallClock
    private let logger: Logger
    private let tell: @Sendable (EngineSupervision.Health) -> Void
    private let linked: @Sendable (JanusLink) -> Void
    private let news: AsyncStream<News>
    private let hear: AsyncStream<News>.Continuation

    /// `tell` is called whenever its health is another than before, `linked` when requests can be made, also after the
    /// connections were lost.
    init(
        program: String, _ configuration: JanusConfiguration, clock: any WallClock, logger: Logger,
        linked: @escaping @Sendable (JanusLink) -> Void = { _ in },
        tell: @escaping @Sendable (EngineSupervision.Health) -> Void
    ) {
        self.program = program
        self.configuration = configuration
        self.clock = clock
        self.logger = logger
        self.tell = tell
        self.linked = linked
        (news, hear) = AsyncStream.makeStream()
    }

    /// Works until its task is cancelled; Janus has ended by then.
    func run() async {
        var supervision = EngineSupervision(at: clock.now)
        var child: Child?
        var link: JanusLink?
        var told: EngineSupervision.Health?
        var lookAt: Timestamp?
        hear.yield(.look)
        await withTaskGroup(of: Void.self) { group in
            for await item in news {
                var actions: [EngineSupervision.Action] = []
                switch item {
                case .look: lookAt = nil
                case .answered(let opened):
                    link = opened
                    linked(opened)
                    supervision.started(at: clock.now)
                case .checked(let isWell): actions = supervision.checked(isWell: isWell, at: clock.now)
                case .ended:
                    (child, link) = (nil, nil)
                    supervision.ended(at: clock.now)
                }
                for action in actions + supervision.actions(at: clock.now) {
                    switch action {
                    case .launch: child = launch(in: &group)
                    case .check: check(link, in: &group)
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

    private func check(_ link: JanusLink?, in group: inout TaskGroup<Void>) {
        guard let link else { return _ = hear.yield(.checked(isWell: false)) }
        group.addTask { self.hear.yield(.checked(isWell: await link.isWell())) }
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
            let link = JanusLink(configuration, clock: clock)
            await link.run { self.hear.yield(.answered(link)) }
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
