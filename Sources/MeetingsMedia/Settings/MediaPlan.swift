/// What runs on a machine with some settings: the configuration of each media server.
public struct MediaPlan: Hashable, Sendable {
    /// One media server.
    public struct Engine: Hashable, Sendable {
        public var name: String
        public var configuration: JanusConfiguration
        /// How many streams it is to send at once.
        public var capacity: Int
    }

    /// The program of Janus.
    public var program: String
    public var engines: [Engine]

    /// Nil when something blocks: `problems` tells what. Each has a folder below `folder`, and its sockets below `sockets`,
    /// which must be short: the path of a socket has at most 107 bytes.
    public init?(
        _ settings: MediaSettings, on machine: MediaMachine, folder: String, sockets: String,
        secrets: () -> JanusConfiguration.Secrets
    ) {
        guard let janus = machine.janus, let library = machine.library,
            !settings.problems(on: machine).contains(where: { $0.weight == .blocks })
        else { return nil }
        program = janus
        engines = (0..<settings.instances).map { number in
            let name = MediaSettings.name(of: number)
            // An empty list would make Janus tell the addresses of all interfaces, those of containers too: it is what
            // an operator who names none asks for.
            return Engine(
                name: name,
                configuration: JanusConfiguration(
                    folder: "\(folder)/\(name)", sockets: "\(sockets)/\(name)", library: library,
                    ports: settings.ports(of: number), interfaces: settings.interfaces,
                    publicAddress: settings.publicAddress, eventLoops: settings.eventLoops(onCores: machine.cores),
                    secrets: secrets()),
                capacity: settings.capacity(onCores: machine.cores))
        }
    }
}
