import HTTPTypes
import Hummingbird
import Meetings
import MeetingsMedia
import MeetingsStorage
import MeetingsWire

/// `…/media` and what belongs to it, extensions: how sound and picture fare, draining media servers, and muting people.
///
/// Media servers belong to the server, not to an application: each application may see and drain them.
struct MediaRoutes: Sendable {
    let storage: Storage
    let rooms: LiveRooms
    let overview: MediaOverview

    func add(to group: RouterGroup<APIContext>) {
        group.get("/media") { _, context in
            Response(status: .ok, json: MediaReportJSON.write(try await overview.report(for: context.application.id)))
        }
        group.post("/media/{engine}/drain") { _, context in try setDraining(true, context) }
        group.post("/media/{engine}/resume") { _, context in try setDraining(false, context) }
        group.get("/sessions/{session_id}/media") { _, context in
            Response(status: .ok, json: SessionMediaJSON.write(await overview.people(of: try await session(context))))
        }
        group.post("/sessions/{session_id}/mute") { _, context in
            try await change(context, .muteAll) { Self.hasEnded($0) }
        }
        group.post("/sessions/{session_id}/participants/{participant_id}/mute") { request, context in
            let person = ParticipantID(try context.identifier("participant_id"))
            let kind = try Self.kind(try await request.bytes())
            return try await change(context, .mute(person, kind)) { _ in
                Problem(.notFound, "Nobody with the id \(person) is in this session")
            }
        }
    }

    private func setDraining(_ isDraining: Bool, _ context: APIContext) throws -> Response {
        let name = try context.identifier("engine")
        guard rooms.setDraining(isDraining, engine: name) else {
            throw Problem(.notFound, "There is no media server \"\(name.scrubbed(limit: 60))\"")
        }
        return Response(status: .noContent)
    }

    private func change(
        _ context: APIContext, _ control: LiveRoom.Control, otherwise problem: (SessionID) -> Problem
    ) async throws -> Response {
        let session = try await session(context)
        guard session.isLive else { throw Self.hasEnded(session.id) }
        guard try await rooms.control(control, room: session.roomID, session: session.id) == .done else {
            throw problem(session.id)
        }
        return Response(status: .noContent)
    }

    /// What is to be switched off: the microphone, unless the body says otherwise.
    private static func kind(_ body: [UInt8]) throws -> TrackKind {
        guard !body.isEmpty else { return .mic }
        let text: String?
        do {
            text = try FieldReader(body: body).string("kind")
        } catch {
            throw Problem(.badRequest, error.message)
        }
        guard let text else { return .mic }
        guard let kind = TrackKind(rawValue: text), kind != .screen else {
            throw Problem(.badRequest, "\"kind\" must be one of [mic, camera]")
        }
        return kind
    }

    /// The application's session that the path names. Throws 404 when there is none.
    private func session(_ context: APIContext) async throws -> Session {
        let application = try context.application.id
        let id = SessionID(try context.identifier("session_id"))
        guard let stored = try await storage.read({ try $0.session(id, of: application) }) else {
            throw Problem(.notFound, "Failed to fetch resource with id \(id)")
        }
        return stored.session
    }

    private static func hasEnded(_ session: SessionID) -> Problem {
        Problem(.conflict, "The session \(session) has ended")
    }
}
