import Meetings
import MeetingsMedia
import Synchronization

/// A media server without media: answers at once, notes what was asked, and lets a test say what happens.
final class ScriptedEngine: MediaEngine {
    struct State {
        var health = EngineSupervision.Health.ready
        var asked: [String] = []
        var hear: (@Sendable (EngineEvent) -> Void)?
        var changed: (@Sendable () -> Void)?
        /// Requests that begin so are refused.
        var refuses: String?
        /// Who is in its room, as it says.
        var people: Set<ParticipantID> = []
    }

    let name: String
    private let state: Mutex<State>

    init(_ name: String = "media-1", health: EngineSupervision.Health = .ready) {
        self.name = name
        state = Mutex(State(health: health))
    }

    var status: EngineStatus { EngineStatus(health: state.withLock(\.health)) }

    var load: ProcessLoad? { nil }

    func run(changed: @escaping @Sendable () -> Void) async {
        state.withLock { $0.changed = changed }
        for await _ in AsyncStream<Never>.makeStream().stream {}
    }

    func open(
        _ session: SessionID, hear: @escaping @Sendable (EngineEvent) -> Void
    ) async throws -> any EngineRoom {
        try note("open \(session)")
        state.withLock { $0.hear = hear }
        return ScriptedRoom(engine: self)
    }

    /// What was asked since the last time.
    func asked() -> [String] {
        state.withLock { state in
            defer { state.asked = [] }
            return state.asked
        }
    }

    /// Whether this was asked for since the last time.
    func wasAsked(_ request: String) -> Bool { state.withLock { $0.asked.contains(request) } }

    /// Waits until this was asked for.
    func wait(for request: String) async {
        while !wasAsked(request), !Task.isCancelled { await Task.yield() }
    }

    /// How many requests since the last time begin so.
    func count(_ beginning: String) -> Int {
        state.withLock { state in state.asked.count { $0.hasPrefix(beginning) } }
    }

    var isRunning: Bool { state.withLock { $0.changed != nil } }

    func happens(_ event: EngineEvent) { state.withLock(\.hear)?(event) }

    func becomes(_ health: EngineSupervision.Health) {
        let changed = state.withLock { state in
            state.health = health
            return state.changed
        }
        changed?()
    }

    func has(_ people: Set<ParticipantID>) { state.withLock { $0.people = people } }

    var people: Set<ParticipantID> { state.withLock(\.people) }

    func refuse(_ beginning: String?) { state.withLock { $0.refuses = beginning } }

    func note(_ request: String) throws {
        try state.withLock { state in
            state.asked.append(request)
            if let refuses = state.refuses, request.hasPrefix(refuses) { throw Refused() }
        }
    }

    struct Refused: Error {}
}

/// A room of a media server without media.
private actor ScriptedRoom: EngineRoom {
    private let engine: ScriptedEngine
    private var slots: [ParticipantID: [SubscriptionOffer.Slot]] = [:]

    init(engine: ScriptedEngine) { self.engine = engine }

    func join(_ participant: ParticipantID, name: String) throws {
        slots[participant] = nil
        try engine.note("join \(participant) \(name)")
    }

    func leave(_ participant: ParticipantID) { try? engine.note("leave \(participant)") }

    func publish(
        _ participant: ParticipantID, offer: String, tracks: [MediaTrack], recording: String?
    ) throws -> String {
        let kinds = tracks.map(\.kind.rawValue).joined(separator: ",")
        try engine.note("publish \(participant) \(kinds)\(recording.map { " to \($0)" } ?? "")")
        return "answer to \(offer)"
    }

    func trickle(_ candidate: IceCandidate?, of participant: ParticipantID, to connection: PeerConnectionKind) {
        try? engine.note("trickle \(participant) \(connection.rawValue) \(candidate?.candidate ?? "end")")
    }

    func subscribe(_ participant: ParticipantID, add: [StreamID], remove: [StreamID]) throws -> SubscriptionOffer? {
        func list(_ streams: [StreamID]) -> String {
            streams.map { "\($0.participant)/\($0.mid)" }.joined(separator: " ")
        }
        try engine.note("subscribe \(participant) +[\(list(add))] -[\(list(remove))]")
        var own = slots[participant] ?? []
        for index in own.indices where own[index].stream.map(remove.contains) ?? false { own[index].stream = nil }
        for stream in add { own.append(SubscriptionOffer.Slot(mid: "\(own.count)", stream: stream)) }
        slots[participant] = own
        return SubscriptionOffer(sdp: "offer", slots: own)
    }

    func answer(_ sdp: String, of participant: ParticipantID) throws { try engine.note("answer \(participant) \(sdp)") }

    func restart(_ participant: ParticipantID) throws -> SubscriptionOffer? {
        try engine.note("restart \(participant)")
        return SubscriptionOffer(sdp: "again", slots: slots[participant] ?? [])
    }

    func tune(_ participant: ParticipantID, _ tunings: [Tuning]) throws {
        let list = tunings.map { "\($0.mid):\($0.isSent ? String($0.layer) : "off")" }.joined(separator: " ")
        try engine.note("tune \(participant) \(list)")
    }

    func moderate(_ participant: ParticipantID, mid: String, isMuted: Bool) throws {
        try engine.note("moderate \(participant) \(mid) \(isMuted ? "off" : "on")")
    }

    func record(_ participant: ParticipantID, to path: String?) throws {
        try engine.note("record \(participant) \(path ?? "end")")
    }

    func people() -> Set<ParticipantID> { engine.people }

    func kick(_ stranger: ParticipantID) throws { try engine.note("kick \(stranger)") }

    func close() { try? engine.note("close") }
}
