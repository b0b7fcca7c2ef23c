import Logging
import Meetings
import Synchronization

/// Keeps one program running: starts it, asks whether it does its work, and starts it again when it does not.
final class ProcessHost: Sendable {
    /// Asks whether it does its work.
    typealias Check = @Sendable () async -> Bool

    /// What is to be kept running.
    struct Program: Sendable {
        /// What it is called in the log, such as `media server`.
        var name: String
        /// How much what it writes matters in our log.
        var logLevel = Logger.Level.info
        var path: String
        var arguments: [String]
        /// Writes the files that it reads, before each start.
        var prepare: @Sendable () throws -> Void
        /// Waits until it answers and then hands over how it is asked; again after each time that it has to be reached
        /// anew. Returns when the process has ended.
        var reach: @Sendable (GuardedProcess, _ answered: @escaping @Sendable (@escaping Check) -> Void) async -> Void
    }

    private enum News {
        case look
        case answered(Check)
        case checked(isWell: Bool)
        case ended
    }

    private let program: Program
    private let running = Mutex(Running())
    private let clock: any WallClock
    private let logger: Logger
    private let tell: @Sendable (EngineSupervision.Health) -> Void
    private let news: AsyncStream<News>
    private let hear: AsyncStream<News>.Continuation

    private struct Running {
        var process: GuardedProcess?
        var starts = 0
    }

    /// `tell` is called whenever its health is another than before.
    init(
        _ program: Program, clock: any WallClock, logger: Logger,
        tell: @escaping @Sendable (EngineSupervision.Health) -> Void
    ) {
        self.program = program
        self.clock = clock
        self.logger = logger
        self.tell = tell
        (news, hear) = AsyncStream.makeStream()
    }

    /// How often it was started again.
    var restarts: Int { running.withLock { max($0.starts - 1, 0) } }

    /// What it takes of the machine now; nil while it does not run.
    var load: ProcessLoad? { running.withLock { $0.process }?.program.flatMap { ProcessLoad(of: $0) } }

    /// Works until its task is cancelled; the program has ended by then.
    func run() async {
        var supervision = EngineSupervision(at: clock.now)
        var child: Child?
        var ask: Check?
        var told: EngineSupervision.Health?
        var lookAt: Timestamp?
        hear.yield(.look)
        await withTaskGroup(of: Void.self) { group in
            for await item in news {
                var actions: [EngineSupervision.Action] = []
                switch item {
                case .look: lookAt = nil
                case .answered(let check):
                    ask = check
                    supervision.started(at: clock.now)
                case .checked(let isWell): actions = supervision.checked(isWell: isWell, at: clock.now)
                case .ended:
                    (child, ask) = (nil, nil)
                    running.withLock { $0.process = nil }
                    supervision.ended(at: clock.now)
                }
                for action in actions + supervision.actions(at: clock.now) {
                    switch action {
                    case .launch: child = launch(in: &group)
                    case .check: check(ask, in: &group)
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
        let process: GuardedProcess
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

    private func check(_ ask: Check?, in group: inout TaskGroup<Void>) {
        guard let ask else { return _ = hear.yield(.checked(isWell: false)) }
        group.addTask { self.hear.yield(.checked(isWell: await ask())) }
    }

    /// Nil when it cannot be started, which counts as ended.
    private func launch(in group: inout TaskGroup<Void>) -> Child? {
        let (name, level) = (program.name, program.logLevel)
        do {
            try program.prepare()
            let process = try GuardedProcess(program: program.path, arguments: program.arguments)
            running.withLock { $0 = Running(process: process, starts: $0.starts + 1) }
            // No child task: when the work is over it still has to see the end.
            let reading = Task.detached {
                let status = try? await process.run { self.logger.log(level: level, "\(name): \($0)") }
                self.logger.info("The \(name) has ended.", metadata: ["status": "\(status ?? -1)"])
                self.hear.yield(.ended)
            }
            group.addTask { await self.program.reach(process) { self.hear.yield(.answered($0)) } }
            return Child(process: process, reading: reading)
        } catch {
            let reason = (error as? GuardedProcess.Failure)?.sentence ?? "Its files cannot be written."
            logger.error("The \(name) cannot be started. \(reason)")
            hear.yield(.ended)
            return nil
        }
    }
}
