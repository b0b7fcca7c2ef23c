import Logging
import Meetings

/// Keeps our coturn running, as Janus is kept.
final class TurnHost: Sendable {
    private let host: ProcessHost
    private let state: HealthState

    init(program: String, _ configuration: TurnConfiguration, clock: any WallClock, logger: Logger) {
        let files = PrivateFiles(
            folders: [configuration.folder], files: [(path: configuration.file, text: configuration.text)])
        let probe = StunProbe(host: configuration.addresses.first ?? "127.0.0.1", port: configuration.port)
        let program = ProcessHost.Program(
            name: "TURN server", logLevel: .debug, path: program, arguments: configuration.arguments,
            prepare: { try files.write() },
            reach: { process, answered in
                let check = { @Sendable in await probe.isAnswered(within: MeetingsMedia.healthTimeout, clock) }
                while process.exitStatus() == nil, !Task.isCancelled {
                    if await check() { return answered(check) }
                }
            })
        let state = HealthState()
        self.state = state
        host = ProcessHost(program, clock: clock, logger: logger) { state.set($0) }
    }

    /// Works until its task is cancelled; coturn has ended by then.
    func run() async { await host.run() }

    var health: EngineSupervision.Health { state.value }
    var restarts: Int { host.restarts }
    var load: ProcessLoad? { host.load }
}
