public import Meetings

/// One media server.
public protocol MediaEngine: Sendable {
    /// What operators call it.
    var name: String { get }
    /// What there is to know about it now.
    var status: EngineStatus { get }
    /// What it takes of the machine; nil while it does not run. Asks the system each time.
    var load: ProcessLoad? { get }
    /// Keeps it running until the task is cancelled. `changed` is called after each change of its health.
    func run(changed: @escaping @Sendable () -> Void) async
    /// Makes a room for a session. `hear` is told what happens in it, in order. Throws when the engine is not ready.
    func open(
        _ session: SessionID, hear: @escaping @Sendable (EngineEvent) -> Void
    ) async throws -> any EngineRoom
}

/// A media server as it is now.
public struct EngineStatus: Hashable, Sendable {
    public var health: EngineSupervision.Health
    /// What it calls its version; nil until it has answered.
    public var version: String?
    /// How often it was started again.
    public var restarts: Int
    /// Rooms, and connections of browsers, that it holds now.
    public var rooms: Int
    public var connections: Int
    /// Streams that it sends now.
    public var streams: Int

    public init(
        health: EngineSupervision.Health, version: String? = nil, restarts: Int = 0, rooms: Int = 0,
        connections: Int = 0, streams: Int = 0
    ) {
        self.health = health
        self.version = version
        self.restarts = restarts
        self.rooms = rooms
        self.connections = connections
        self.streams = streams
    }
}

/// What happens in a room of a media server without being asked for.
public enum EngineEvent: Hashable, Sendable {
    /// Media can flow on a connection.
    case connected(ParticipantID, PeerConnectionKind)
    /// A connection is gone; the media server says why, for the log.
    case disconnected(ParticipantID, PeerConnectionKind, reason: String)
    /// Media of a published stream comes in, or does not any more.
    case receiving(ParticipantID, mid: String, Bool)
    case talking(ParticipantID, Bool)
    /// A candidate for the browser; nil when there are no more.
    case candidate(ParticipantID, PeerConnectionKind, IceCandidate?)
    /// The room is gone, and everybody's media with it.
    case closed
}
