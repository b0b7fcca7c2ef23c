import Meetings
import MeetingsWire

/// A session with Janus: it holds handles to the plugin, and all of them go when it is destroyed.
struct JanusSession: Sendable {
    let connection: JanusConnection
    let id: Int64

    /// Makes a session. It ends 30 seconds after the last sign of life: `keepAlive` gives them.
    init(on connection: JanusConnection) async throws {
        guard let id = try await connection.request("create").id else { throw JanusError.noAnswer }
        self.connection = connection
        self.id = id
    }

    /// A handle to the plugin. `name` is what Janus calls it in what it tells of it.
    func attach(_ name: String) async throws -> JanusHandle {
        let fields = [
            JSONValue.Member(key: "plugin", value: .string("janus.plugin.videoroom")),
            JSONValue.Member(key: "opaque_id", value: .string(name)), own,
        ]
        guard let handle = try await connection.request("attach", fields).id else { throw JanusError.noAnswer }
        return JanusHandle(session: self, id: handle)
    }

    /// Ends it with all its handles.
    func destroy() async throws { _ = try await connection.request("destroy", [own]) }

    /// Keeps it alive until the task is cancelled.
    func keepAlive(_ clock: any WallClock) async throws {
        while true {
            try await clock.sleep(until: clock.now + MeetingsMedia.keepAlive)
            connection.tell("keepalive", [own])
        }
    }

    fileprivate var own: JSONValue.Member { JSONValue.Member(key: "session_id", value: .integer(id)) }
}

/// A handle to the VideoRoom plugin: one person's way in, or the way by which they watch.
struct JanusHandle: Sendable {
    let session: JanusSession
    let id: Int64

    /// Asks the plugin and answers with what it says. `jsep` is an offer or an answer of a browser. Throws a `JanusError`.
    func ask(
        _ request: VideoRoomRequest, jsep: Jsep? = nil, within limit: Duration = MeetingsMedia.requestTimeout
    ) async throws -> JanusMessage {
        var fields = own + [JSONValue.Member(key: "body", value: request.body)]
        if let jsep { fields.append(JSONValue.Member(key: "jsep", value: jsep.value)) }
        return try await session.connection.request("message", fields, within: limit)
    }

    /// A description of a session, as it goes with a request (RFC 8829).
    enum Jsep {
        case offer(String)
        case answer(String)

        fileprivate var value: JSONValue {
            let (type, sdp) =
                switch self {
                case .offer(let sdp): ("offer", sdp)
                case .answer(let sdp): ("answer", sdp)
                }
            return .object([.init(key: "type", value: .string(type)), .init(key: "sdp", value: .string(sdp))])
        }
    }

    /// Hands on a candidate of a browser's, or nil when it has no more (RFC 8838).
    func trickle(_ candidate: IceCandidate?) {
        let fields =
            candidate.map { candidate in
                [JSONValue.Member(key: "candidate", value: .string(candidate.candidate))]
                    + (candidate.sdpMid.map { [.init(key: "sdpMid", value: .string($0))] } ?? [])
                    + (candidate.sdpMLineIndex.map { [.init(key: "sdpMLineIndex", value: .integer(Int64($0)))] } ?? [])
            } ?? [JSONValue.Member(key: "completed", value: .bool(true))]
        session.connection.tell("trickle", own + [JSONValue.Member(key: "candidate", value: .object(fields))])
    }

    /// Gives it up, with the connection to the browser that belongs to it.
    func detach() async throws { _ = try await session.connection.request("detach", own) }

    private var own: [JSONValue.Member] {
        [session.own, JSONValue.Member(key: "handle_id", value: .integer(id))]
    }
}
