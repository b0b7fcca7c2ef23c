/// What a machine has for sound and picture, as found at one moment.
public struct MediaMachine: Hashable, Sendable {
    /// An interface that is up, with its addresses.
    public struct Interface: Hashable, Sendable {
        public var name: String
        public var addresses: [String]
        public var isLoopback: Bool

        public init(_ name: String, _ addresses: [String], isLoopback: Bool = false) {
            self.name = name
            self.addresses = addresses
            self.isLoopback = isLoopback
        }
    }

    /// The program of Janus and the folder of its plugins; nil where there is none.
    public var janus: String?
    public var library: String?
    /// Whether the VideoRoom plugin and the WebSocket transport stand in that folder.
    public var hasPlugin: Bool
    public var hasTransport: Bool
    /// The program of coturn.
    public var coturn: String?
    public var interfaces: [Interface]
    /// UDP ports that are taken.
    public var takenPorts: Set<Int>
    /// TCP ports that are listened on.
    public var listeningPorts: Set<Int>
    /// Services of the distribution that run, such as `janus.service`.
    public var services: Set<String>
    /// True while a TURN server runs that a server of ours started.
    public var hasOwnTurn: Bool
    public var cores: Int

    public init(
        janus: String? = nil, library: String? = nil, hasPlugin: Bool = false, hasTransport: Bool = false,
        coturn: String? = nil, interfaces: [Interface] = [], takenPorts: Set<Int> = [],
        listeningPorts: Set<Int> = [], services: Set<String> = [], hasOwnTurn: Bool = false, cores: Int = 1
    ) {
        self.janus = janus
        self.library = library
        self.hasPlugin = hasPlugin
        self.hasTransport = hasTransport
        self.coturn = coturn
        self.interfaces = interfaces
        self.takenPorts = takenPorts
        self.listeningPorts = listeningPorts
        self.services = services
        self.hasOwnTurn = hasOwnTurn
        self.cores = cores
    }

    /// The interfaces that media goes through with these settings.
    func used(_ settings: MediaSettings) -> [Interface] {
        interfaces.filter { interface in
            !interface.isLoopback && !interface.addresses.isEmpty
                && (settings.interfaces.isEmpty || settings.interfaces.contains { Self.matches($0, interface) })
        }
    }

    /// An entry of the list names an interface, or the beginning of its addresses: so Janus reads it.
    static func matches(_ entry: String, _ interface: Interface) -> Bool {
        interface.name == entry || interface.addresses.contains { $0.hasPrefix(entry) }
    }
}
