public import Logging
public import Meetings

/// The STUN and TURN servers of this server: another's, or our own coturn, which it keeps running.
public final class TurnRelay: Sendable {
    /// How it is now.
    public struct Status: Hashable, Sendable {
        public var state: TurnState
        public var urls: [String]
        public var restarts: Int
        public var load: ProcessLoad?
    }

    private let servers: IceServers
    private let idle: TurnState
    private let host: TurnHost?

    /// Where nothing is to be relayed.
    public init() {
        (servers, idle, host) = (.none, .off, nil)
    }

    /// `name` is what pages reach this server by; `folder` is for its file. `isReachable` is false when the server can only be
    /// reached from this machine, where nobody needs a relay.
    public init(
        _ settings: MediaSettings, on machine: MediaMachine, folder: String, name: String, isReachable: Bool,
        secret: TurnSecret = .random(), clock: any WallClock, logger: Logger
    ) {
        let addresses = machine.used(settings).flatMap(\.addresses)
        switch settings.turn.source {
        case .off: (servers, idle, host) = (.none, .off, nil)
        case .external(let urls, let secret):
            (servers, idle, host) = (IceServers(urls: urls, secret: secret), .external, nil)
        case .own:
            guard isReachable, !addresses.isEmpty else {
                (servers, idle, host) = (.none, .off, nil)
                return
            }
            guard let program = machine.coturn else {
                (servers, idle, host) = (.none, .absent, nil)
                return
            }
            servers = IceServers(host: settings.publicAddress ?? name, port: settings.turn.port, secret: secret)
            idle = .starting
            host = TurnHost(
                program: program,
                TurnConfiguration(
                    folder: folder, port: settings.turn.port, relayPorts: settings.turn.relayPorts, realm: name,
                    addresses: addresses, publicAddress: settings.publicAddress, secret: secret),
                clock: clock, logger: logger)
        }
    }

    /// Works until its task is cancelled; coturn, if it is ours, has ended by then. To be called once.
    public func run() async { await host?.run() }

    /// What a page is given for one person.
    public func servers(for participant: ParticipantID, now: Timestamp) -> [IceServer] {
        servers.make(for: participant, now: now)
    }

    /// How it is now.
    public var status: Status {
        Status(
            state: host.map { TurnState($0.health) } ?? idle, urls: servers.urls, restarts: host?.restarts ?? 0,
            load: host?.load)
    }
}

extension TurnState {
    init(_ health: EngineSupervision.Health) {
        switch health {
        case .starting: self = .starting
        case .ready: self = .ready
        case .failing: self = .failing
        case .down: self = .down
        }
    }
}
