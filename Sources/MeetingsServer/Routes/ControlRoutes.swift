import HTTPTypes
import Hummingbird
import Meetings
import MeetingsStorage
import MeetingsWire

/// `…/rooms/{room_id}/waiting` and the control of live sessions, extensions: what a host can do on the page, for a
/// program. Each answer is sent once the change is durable.
struct ControlRoutes: Sendable {
    let storage: Storage
    let rooms: LiveRooms

    func add(to group: RouterGroup<APIContext>) {
        group.get("/rooms/{room_id}/waiting") { _, context in try await waiting(context) }
        group.post("/rooms/{room_id}/waiting/admit") { _, context in try await admitAll(context) }
        group.post("/rooms/{room_id}/waiting/{participant_id}/admit") { _, context in
            try await decide(context) { .admit($0) }
        }
        group.post("/rooms/{room_id}/waiting/{participant_id}/deny") { _, context in
            try await decide(context) { .deny($0) }
        }
        group.post("/sessions/{session_id}/lock") { _, context in try await change(context, .lock) }
        group.post("/sessions/{session_id}/unlock") { _, context in try await change(context, .unlock) }
        group.post("/sessions/{session_id}/end") { _, context in try await change(context, .end) }
        group.delete("/sessions/{session_id}/participants/{participant_id}") { _, context in try await remove(context) }
    }

    private func waiting(_ context: APIContext) async throws -> Response {
        let room = try await room(context)
        let people = try await storage.read { try $0.waiting(at: room) }
        return Response(status: .ok, json: WaitingListJSON.write(people))
    }

    private func admitAll(_ context: APIContext) async throws -> Response {
        let answer = try await rooms.control(.admitAll, room: room(context))
        let count = if case .admitted(let count) = answer { count } else { 0 }
        return Response(status: .ok, json: JSONWriter.bytes { $0.object { $0.field("admitted", count) } })
    }

    private func decide(
        _ context: APIContext, _ control: (ParticipantID) -> LiveRoom.Control
    ) async throws -> Response {
        let room = try await room(context)
        let guest = ParticipantID(try context.identifier("participant_id"))
        guard try await rooms.control(control(guest), room: room) == .done else {
            throw Problem(.notFound, "Nobody with the id \(guest) waits at this room")
        }
        return Response(status: .noContent)
    }

    private func change(_ context: APIContext, _ control: LiveRoom.Control) async throws -> Response {
        let session = try await liveSession(context)
        guard try await rooms.control(control, room: session.roomID, session: session.id) == .done else {
            throw Self.hasEnded(session.id)
        }
        return Response(status: .noContent)
    }

    private func remove(_ context: APIContext) async throws -> Response {
        let session = try await liveSession(context)
        let person = ParticipantID(try context.identifier("participant_id"))
        guard try await rooms.control(.remove(person), room: session.roomID, session: session.id) == .done else {
            throw Problem(.notFound, "Nobody with the id \(person) is in this session")
        }
        return Response(status: .noContent)
    }

    /// The application's room that the path names. Throws 404 when there is none.
    private func room(_ context: APIContext) async throws -> RoomID {
        let application = try context.application.id
        let id = RoomID(try context.identifier("room_id"))
        guard try await storage.read({ try $0.room(id, of: application) != nil }) else {
            throw Problem(.notFound, "Failed to fetch resource with id \(id)")
        }
        return id
    }

    /// The application's session that the path names. Throws 404 when there is none, 409 when it has ended.
    private func liveSession(_ context: APIContext) async throws -> Session {
        let application = try context.application.id
        let id = SessionID(try context.identifier("session_id"))
        guard let stored = try await storage.read({ try $0.session(id, of: application) }) else {
            throw Problem(.notFound, "Failed to fetch resource with id \(id)")
        }
        guard stored.session.isLive else { throw Self.hasEnded(id) }
        return stored.session
    }

    private static func hasEnded(_ session: SessionID) -> Problem {
        Problem(.conflict, "The session \(session) has ended")
    }
}
