public import Logging
public import Meetings

/// Keeps one Janus running: starts it, asks whether it does its work, and starts it again when it does not.
public final class JanusHost: Sendable {
    private let host: ProcessHost

    /// `tell` is called whenever its health is another than before.
    public init(
        program: String, _ configuration: JanusConfiguration, clock: any WallClock, logger: Logger,
        tell: @escaping @Sendable (EngineSupervision.Health) -> Void
    ) {
        let files = PrivateFiles(
            folders: [configuration.folder, configuration.sockets],
            files: configuration.files.map { name, text in
                (path: configuration.folder + "/" + name, text: text)
            })
        let program = ProcessHost.Program(
            name: "media server", path: program, arguments: configuration.arguments,
            prepare: { try files.write() },
            reach: { process, answered in await Self.connect(to: process, configuration, clock, answered) })
        host = ProcessHost(program, clock: clock, logger: logger, tell: tell)
    }

    /// Works until its task is cancelled; Janus has ended by then.
    public func run() async { await host.run() }

    /// How often it was started again.
    public var restarts: Int { host.restarts }

    /// What it takes of the machine now; nil while it does not run.
    public var load: ProcessLoad? { host.load }

    private static func connect(
        to process: GuardedProcess, _ configuration: JanusConfiguration, _ clock: any WallClock,
        _ answered: @escaping @Sendable (@escaping ProcessHost.Check) -> Void
    ) async {
        while process.exitStatus() == nil, !Task.isCancelled {
            let connection = JanusConnection(
                to: configuration.adminSocket, .admin, secret: configuration.secrets.admin, clock: clock)
            try? await connection.run {
                answered { (try? await connection.request("ping", within: MeetingsMedia.healthTimeout)) != nil }
            }
            guard (try? await clock.sleep(until: clock.now + connectAgain)) != nil else { return }
        }
    }

    /// It listens after a tenth of a second.
    private static let connectAgain = Duration.milliseconds(50)
}
