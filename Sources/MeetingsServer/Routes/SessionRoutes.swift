import HTTPTypes
import Hummingbird
import Meetings
import MeetingsStorage
import MeetingsWire

/// `…/sessions` and `…/sessions/{session_id}/participants`, extensions: what is live, and who is inside.
struct SessionRoutes: Sendable {
    let storage: Storage
    let links: Links

    private static let pageSize = 20
    private static let largestPage = 1000

    func add(to group: RouterGroup<APIContext>) {
        group.get("/sessions") { request, context in try await list(request, context) }
        group.get("/sessions/{session_id}/participants") { _, context in try await participants(context) }
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let application = try context.application
        let query = request.uri.queryParameters
        let offset = try PageWindow.number("offset", in: query) ?? 0
        let size = min(max(try PageWindow.number("page_size", in: query) ?? Self.pageSize, 1), Self.largestPage)
        let page = try await storage.read { transaction in
            let sessions = try transaction.sessions(of: application.id, offset: offset, limit: size)
            return (
                sessions.total,
                sessions.sessions.map { stored in
                    SessionSummary(session: stored.session, roomDisplayName: stored.roomName, people: stored.seen)
                }
            )
        }
        let path = links.publicURL + request.uri.path.trimmingTrailingSlash
        func href(_ offset: Int) -> String { "\(path)?page_size=\(size)&offset=\(offset)" }
        let wire = SessionPage(
            sessions: page.1, pageSize: size, totalItems: page.0, first: href(0), itself: href(offset),
            previous: offset > 0 ? href(max(0, offset - size)) : nil,
            next: offset + size < page.0 ? href(offset + size) : nil)
        return Response(status: .ok, json: SessionPageJSON.write(wire))
    }

    private func participants(_ context: APIContext) async throws -> Response {
        let application = try context.application
        let id = SessionID(try context.identifier("session_id"))
        let found = try await storage.read { transaction in
            try transaction.session(id, of: application.id).map { try transaction.participants(of: $0.session.id) }
        }
        guard let participants = found else { throw Problem(.notFound, "Failed to fetch resource with id \(id)") }
        return Response(status: .ok, json: ParticipantListJSON.write(participants))
    }
}
