/// What an operator decides about sound and picture.
///
/// What is left out is found on the machine: `MediaMachine` looks, and `plan` puts both together.
public struct MediaSettings: Hashable, Sendable {
    /// The program of Janus; nil for the one that is installed.
    public var program: String?
    /// The folder with its `plugins` and `transports`; nil for the package's.
    public var library: String?
    /// How many media servers run here.
    public var instances: Int
    /// The UDP ports of media. Each media server has its share.
    public var ports: ClosedRange<Int>
    /// The interfaces that media goes through; empty for all but loopback.
    public var interfaces: [String]
    /// The address that the outside knows this machine by, where that is another than its own (1:1 NAT).
    public var publicAddress: String?
    /// Threads for media in each media server; nil for twice its share of the cores.
    public var eventLoops: Int?
    /// How many streams each media server is to send at once; nil for what its share of the cores holds.
    public var capacity: Int?
    /// How pages get through firewalls.
    public var turn: TurnSettings

    public init(
        program: String? = nil, library: String? = nil, instances: Int = 1, ports: ClosedRange<Int> = 20_000...24_999,
        interfaces: [String] = [], publicAddress: String? = nil, eventLoops: Int? = nil, capacity: Int? = nil,
        turn: TurnSettings = TurnSettings()
    ) {
        self.program = program
        self.library = library
        self.instances = instances
        self.ports = ports
        self.interfaces = interfaces
        self.publicAddress = publicAddress
        self.eventLoops = eventLoops
        self.capacity = capacity
        self.turn = turn
    }

    /// A person has one port for sending and one for watching.
    static let portsPerPerson = 2
    /// Fewer people than this on a media server is no use to anybody.
    static let fewestPeople = 4
    /// Streams of sound and picture that one core sends; half of what was measured, for the rest of the machine.
    static let streamsPerCore = 100

    /// The ports of the media server with this number, counted from 0.
    public func ports(of instance: Int) -> ClosedRange<Int> {
        let share = max(ports.count / max(instances, 1), 1)
        let first = ports.lowerBound + min(instance * share, ports.count - 1)
        return first...min(first + share - 1, ports.upperBound)
    }

    /// The name of the media server with this number, counted from 0.
    public static func name(of instance: Int) -> String { "media-\(instance + 1)" }

    /// The threads of each media server on a machine with so many cores.
    public func eventLoops(onCores cores: Int) -> Int {
        eventLoops ?? max(2, 2 * cores / max(instances, 1))
    }

    /// The streams of each media server on a machine with so many cores.
    public func capacity(onCores cores: Int) -> Int {
        capacity ?? max(Self.streamsPerCore * cores / max(instances, 1), Self.streamsPerCore / 2)
    }
}
