/// How sound and picture fare on a server, as it tells it.
public struct MediaReport: Hashable, Sendable {
    public var state: MediaState
    /// The media servers, in the order of their numbers.
    public var engines: [MediaEngineReport]
    public var turn: TurnReport
    /// The live sessions of the application.
    public var sessions: [SessionMediaSummary]
    /// What stands in the way, the worst first.
    public var problems: [MediaFault]

    public init(
        state: MediaState, engines: [MediaEngineReport] = [], turn: TurnReport = TurnReport(state: .off),
        sessions: [SessionMediaSummary] = [], problems: [MediaFault] = []
    ) {
        self.state = state
        self.engines = engines
        self.turn = turn
        self.sessions = sessions
        self.problems = problems
    }
}

/// Whether people hear and see each other. The raw values are `state` on the wire.
public enum MediaState: String, Hashable, Sendable, CaseIterable {
    /// The operator switched it off.
    case off
    /// It was wanted, but the machine lacks something.
    case absent
    case starting
    case ready
    /// It does not answer, and will be started again.
    case failing
    /// It was started again too often.
    case down
}

/// Whether a TURN server is there. The raw values are `state` on the wire.
public enum TurnState: String, Hashable, Sendable, CaseIterable {
    /// Nobody needs it, or nobody wants it.
    case off
    /// It would be wanted, but coturn is not installed.
    case absent
    /// Another's; nothing is known of it.
    case external
    case starting, ready, failing, down
}

/// One media server.
public struct MediaEngineReport: Hashable, Sendable {
    public var name: String
    public var state: MediaState
    /// What it calls its version; nil before it has answered.
    public var version: String?
    public var sessions: Int
    /// Connections of browsers.
    public var connections: Int
    /// Streams that it sends, and how many it is to send at most.
    public var streams: Int
    public var capacity: Int
    /// It takes no new sessions.
    public var isDraining: Bool
    /// How often it was started again since the server was started.
    public var restarts: Int
    /// Memory in bytes, and the part of one processor core in use; nil while it does not run.
    public var memory: Int?
    public var processor: Double?

    public init(
        name: String, state: MediaState, version: String? = nil, sessions: Int = 0, connections: Int = 0,
        streams: Int = 0, capacity: Int, isDraining: Bool = false, restarts: Int = 0, memory: Int? = nil,
        processor: Double? = nil
    ) {
        self.name = name
        self.state = state
        self.version = version
        self.sessions = sessions
        self.connections = connections
        self.streams = streams
        self.capacity = capacity
        self.isDraining = isDraining
        self.restarts = restarts
        self.memory = memory
        self.processor = processor
    }

    /// The part of its capacity in use.
    public var fill: Double { capacity > 0 ? Double(streams) / Double(capacity) : 0 }
}

/// The STUN and TURN servers that pages are told of.
public struct TurnReport: Hashable, Sendable {
    public var state: TurnState
    public var urls: [String]
    public var restarts: Int

    public init(state: TurnState, urls: [String] = [], restarts: Int = 0) {
        self.state = state
        self.urls = urls
        self.restarts = restarts
    }
}

/// How one live session fares, in numbers.
public struct SessionMediaSummary: Hashable, Sendable {
    public var sessionID: SessionID
    /// The media server that it is on; nil for none.
    public var engine: String?
    /// People whose media flows, and those of them with a poor connection.
    public var connected: Int
    public var poor: Int

    public init(sessionID: SessionID, engine: String? = nil, connected: Int = 0, poor: Int = 0) {
        self.sessionID = sessionID
        self.engine = engine
        self.connected = connected
        self.poor = poor
    }
}

/// What stands in the way of sound and picture, and what to do.
public struct MediaFault: Hashable, Sendable {
    /// The part that it belongs to, such as `media network`.
    public var part: String
    public var text: String
    public var fix: String

    public init(part: String, text: String, fix: String) {
        self.part = part
        self.text = text
        self.fix = fix
    }
}

/// How each person in a session fares.
public struct SessionMedia: Hashable, Sendable {
    public var sessionID: SessionID
    /// The media server that it is on; nil for none.
    public var engine: String?
    public var people: [ParticipantMedia]

    public init(sessionID: SessionID, engine: String? = nil, people: [ParticipantMedia] = []) {
        self.sessionID = sessionID
        self.engine = engine
        self.people = people
    }
}

/// How one person in a session fares.
public struct ParticipantMedia: Hashable, Sendable {
    public var id: ParticipantID
    /// Their media flows, in or out.
    public var isConnected: Bool
    /// What they have on.
    public var hasMicrophone: Bool
    public var hasCamera: Bool
    public var hasScreen: Bool
    public var hasHandUp: Bool
    public var isTalking: Bool
    /// Nil until their page has told.
    public var quality: ConnectionQuality?

    public init(
        id: ParticipantID, isConnected: Bool = false, hasMicrophone: Bool = false, hasCamera: Bool = false,
        hasScreen: Bool = false, hasHandUp: Bool = false, isTalking: Bool = false, quality: ConnectionQuality? = nil
    ) {
        self.id = id
        self.isConnected = isConnected
        self.hasMicrophone = hasMicrophone
        self.hasCamera = hasCamera
        self.hasScreen = hasScreen
        self.hasHandUp = hasHandUp
        self.isTalking = isTalking
        self.quality = quality
    }
}

/// How well a person's media gets through, as their page measures it.
public struct ConnectionQuality: Hashable, Sendable {
    /// The raw values are `level` on the wire.
    public enum Level: String, Hashable, Sendable, CaseIterable { case good, fair, poor }

    public var level: Level
    /// The time there and back, in milliseconds; nil where it was not told.
    public var roundTrip: Int?
    /// The part of packets that got lost, from 0 to 1; nil where it was not told.
    public var loss: Double?

    public init(level: Level, roundTrip: Int? = nil, loss: Double? = nil) {
        self.level = level
        self.roundTrip = roundTrip
        self.loss = loss
    }
}
