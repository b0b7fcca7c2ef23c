import Logging
import Meetings

/// Keeps one Janus running: starts it, asks whether it does its work, and starts it again when it does not.
final class JanusHost: Sendable {
    private let host: ProcessHost

    /// `tell` is called whenever its health is another than before, `linked` when requests can be made, also after the
    /// connections were lost.
    init(
        program: String, _ configuration: JanusConfiguration, clock: any WallClock, logger: Logger,
        linked: @escaping @Sendable (JanusLink) -> Void = { _ in },
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
            reach: { process, answered in
                await Self.connect(to: process, configuration, clock) { link in
                    linked(link)
                    answered { await link.isWell() }
                }
            })
        host = ProcessHost(program, clock: clock, logger: logger, tell: tell)
    }

    /// Works until its task is cancelled; Janus has ended by then.
    func run() async { await host.run() }

    /// How often it was started again.
    var restarts: Int { host.restarts }

    /// What it takes of the machine now; nil while it does not run.
    var load: ProcessLoad? { host.load }

    private static func connect(
        to process: GuardedProcess, _ configuration: JanusConfiguration, _ clock: any WallClock,
        _ linked: @escaping @Sendable (JanusLink) -> Void
    ) async {
        while process.exitStatus() == nil, !Task.isCancelled {
            let link = JanusLink(configuration, clock: clock)
            await link.run { linked(link) }
            guard (try? await clock.sleep(until: clock.now + connectAgain)) != nil else { return }
        }
    }

    /// It listens after a tenth of a second.
    private static let connectAgain = Duration.milliseconds(50)
}
