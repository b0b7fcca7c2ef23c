import Meetings
import MeetingsWire
import Synchronization

/// Whose handle is whose: hands what Janus tells about a handle to the room that it belongs to.
final class JanusRoutes: Sendable {
    /// Where news of a handle goes.
    struct Route {
        var participant: ParticipantID
        var connection: PeerConnectionKind
        var session: Int64
        var hear: @Sendable (EngineEvent) -> Void
    }

    private struct State {
        var routes: [Int64: Route] = [:]
        var rooms: [Int64: @Sendable (EngineEvent) -> Void] = [:]
    }

    private let state = Mutex(State())

    /// A room, by its session of Janus.
    func add(room session: Int64, _ hear: @escaping @Sendable (EngineEvent) -> Void) {
        state.withLock { $0.rooms[session] = hear }
    }

    func remove(room session: Int64) {
        state.withLock { state in
            state.rooms[session] = nil
            state.routes = state.routes.filter { $0.value.session != session }
        }
    }

    func add(_ handle: JanusHandle, _ participant: ParticipantID, _ connection: PeerConnectionKind) {
        state.withLock { state in
            guard let hear = state.rooms[handle.session.id] else { return }
            state.routes[handle.id] = Route(
                participant: participant, connection: connection, session: handle.session.id, hear: hear)
        }
    }

    func remove(_ handle: JanusHandle) { state.withLock { $0.routes[handle.id] = nil } }

    /// How many rooms there are, and how many connections of browsers.
    var counts: (rooms: Int, connections: Int) { state.withLock { ($0.rooms.count, $0.routes.count) } }

    /// Everything is gone: Janus ended, or the connection to it.
    func close() {
        let rooms = state.withLock { state in
            defer { state = State() }
            return Array(state.rooms.values)
        }
        for hear in rooms { hear(.closed) }
    }

    /// Hands on one message.
    func take(_ message: JanusMessage) {
        if message.kind == "timeout" { return timeout(message) }
        guard let sender = message.sender, let route = state.withLock({ $0.routes[sender] }),
            let event = event(message, route)
        else { return }
        route.hear(event)
    }

    /// Janus gave up a session that it heard nothing of.
    private func timeout(_ message: JanusMessage) {
        guard case .integer(let session)? = message.body["session_id"] else { return }
        let hear = state.withLock { $0.rooms[session] }
        remove(room: session)
        hear?(.closed)
    }

    private func event(_ message: JanusMessage, _ route: Route) -> EngineEvent? {
        let body = message.body
        switch message.kind {
        case "webrtcup": return .connected(route.participant, route.connection)
        case "hangup":
            let reason = if case .string(let text)? = body["reason"] { text } else { "no reason was told" }
            return .disconnected(route.participant, route.connection, reason: reason)
        case "media":
            guard route.connection == .publish, case .string(let mid)? = body["mid"],
                case .bool(let isReceiving)? = body["receiving"]
            else { return nil }
            return .receiving(route.participant, mid: mid, isReceiving)
        case "trickle": return .candidate(route.participant, route.connection, candidate(body["candidate"]))
        case "event": return talking(message.plugin, route)
        default: return nil
        }
    }

    /// Everybody in the room is told who talks; the one that it is about counts.
    private func talking(_ plugin: JSONValue?, _ route: Route) -> EngineEvent? {
        guard let plugin, plugin["id"] == .string(route.participant.rawValue), route.connection == .publish else {
            return nil
        }
        switch plugin["videoroom"] {
        case .string("talking"): return .talking(route.participant, true)
        case .string("stopped-talking"): return .talking(route.participant, false)
        default: return nil
        }
    }

    /// Nil stands for the end of candidates.
    private func candidate(_ value: JSONValue?) -> IceCandidate? {
        guard let value, case .string(let text)? = value["candidate"] else { return nil }
        let mid = if case .string(let mid)? = value["sdpMid"] { Optional(mid) } else { String?.none }
        let index = if case .integer(let index)? = value["sdpMLineIndex"] { Int(exactly: index) } else { Int?.none }
        return IceCandidate(candidate: text, sdpMid: mid, sdpMLineIndex: index)
    }
}
