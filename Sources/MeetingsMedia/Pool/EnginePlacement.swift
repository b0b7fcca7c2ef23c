/// Which media server a session goes to, and where each went. It decides; somebody else does.
///
/// A session stays where it began: all its people follow, also when its media server is draining or away for a moment.
public struct EnginePlacement: Hashable, Sendable {
    /// One media server, as far as the choice goes.
    public struct Engine: Hashable, Sendable {
        public var name: String
        public var health: EngineSupervision.Health
        /// It takes no new sessions; those that it has go on.
        public var isDraining: Bool
        /// Streams that it sends now, and how many it is to send.
        public var streams: Int
        public var capacity: Int

        public init(
            _ name: String, health: EngineSupervision.Health = .starting, isDraining: Bool = false, streams: Int = 0,
            capacity: Int
        ) {
            self.name = name
            self.health = health
            self.isDraining = isDraining
            self.streams = streams
            self.capacity = capacity
        }
    }

    /// Why a session goes nowhere.
    public enum Refusal: Hashable, Sendable {
        /// None is there at all.
        case absent
        /// One is about to answer.
        case starting
        /// All have failed.
        case down
        /// An operator has all of them draining.
        case draining
        /// All that would take it send as much as they can.
        case full

        /// What people on a page are told.
        public var sentence: String {
            switch self {
            case .absent: "This server has no media server: there is no sound and picture."
            case .starting: "Sound and picture are being prepared."
            case .down: "Sound and picture are not available: the media server does not run."
            case .draining: "Sound and picture are not available: maintenance is under way."
            case .full: "Sound and picture are not available: too many people meet at this moment."
            }
        }
    }

    /// Where a session goes.
    public enum Choice: Hashable, Sendable {
        case engine(String)
        case none(Refusal)
    }

    /// All of them, in the order of their numbers.
    public private(set) var engines: [Engine]
    /// The name of the media server of each session, by the session's id.
    public private(set) var places: [String: String] = [:]

    public init(_ engines: [Engine]) { self.engines = engines }

    /// The media server of a session: the one that it has, or else the one that sends the least.
    public mutating func place(_ session: String) -> Choice {
        if let place = places[session] { return .engine(place) }
        let choice = choice
        if case .engine(let name) = choice { places[session] = name }
        return choice
    }

    /// Where a new session would go.
    public var choice: Choice {
        if engines.isEmpty { return .none(.absent) }
        let ready = engines.filter { $0.health == .ready }
        if ready.isEmpty {
            let starts = engines.contains { $0.health == .starting || $0.health == .failing }
            return .none(starts ? .starting : .down)
        }
        let open = ready.filter { !$0.isDraining }
        if open.isEmpty { return .none(.draining) }
        // Of those that send the same, the one with fewer sessions: streams come only after people have joined.
        let best = open.filter { $0.streams < $0.capacity }.min {
            ($0.streams, sessions(on: $0.name), $0.name) < ($1.streams, sessions(on: $1.name), $1.name)
        }
        return best.map { .engine($0.name) } ?? .none(.full)
    }

    /// The session is over.
    public mutating func release(_ session: String) { places[session] = nil }

    /// How many sessions a media server has.
    public func sessions(on name: String) -> Int { places.values.count { $0 == name } }

    /// What is known of one; nil when there is none of that name.
    public subscript(name: String) -> Engine? { engines.first { $0.name == name } }

    /// Takes over what was measured.
    public mutating func update(_ name: String, health: EngineSupervision.Health, streams: Int) {
        change(name) { engine in (engine.health, engine.streams) = (health, streams) }
    }

    /// Lets it take no new sessions, or take them again. False when there is none of that name.
    @discardableResult
    public mutating func setDraining(_ isDraining: Bool, _ name: String) -> Bool {
        change(name) { $0.isDraining = isDraining }
    }

    @discardableResult
    private mutating func change(_ name: String, _ body: (inout Engine) -> Void) -> Bool {
        guard let index = engines.firstIndex(where: { $0.name == name }) else { return false }
        body(&engines[index])
        return true
    }
}
