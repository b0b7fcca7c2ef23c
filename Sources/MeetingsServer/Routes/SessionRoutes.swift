import HTTPTypes
import Hummingbird
import Meetings
import MeetingsStorage
import MeetingsWire

/// `…/sessions`, `…/sessions/{session_id}` and `…/participants`, extensions: what is live, what was, and who was there.
struct SessionRoutes: Sendable {
    let storage: Storage
    let links: Links
    let clock: any WallClock
    let recordings: RecordingRoutes

    func add(to group: RouterGroup<APIContext>) {
        group.get("/sessions") { request, context in try await list(request, context) }
        group.get("/sessions/{session_id}") { _, context in try await get(context) }
        group.get("/sessions/{session_id}/participants") { _, context in try await participants(context) }
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let application = try context.application
        let filter = try SessionFilter(request.uri.queryParameters, now: clock.now)
        let page = try await storage.read { transaction in
            try transaction.sessions(
                of: application.id, from: filter.from, to: filter.to, activeFrom: filter.activeFrom,
                recorded: filter.recorded, offset: filter.offset, limit: filter.size)
        }
        let path = links.publicURL + request.uri.path.trimmingTrailingSlash
        let next = filter.offset + filter.size
        let wire = SessionPage(
            sessions: page.sessions.map { $0.summary(withLock: false) }, pageSize: filter.size, totalItems: page.total,
            first: filter.href(path, offset: 0), itself: filter.href(path, offset: filter.offset),
            previous: filter.offset > 0 ? filter.href(path, offset: max(0, filter.offset - filter.size)) : nil,
            next: next < page.total ? filter.href(path, offset: next) : nil)
        return Response(status: .ok, json: SessionPageJSON.write(wire))
    }

    /// The recordings come along: the official Node client asks here for them.
    private func get(_ context: APIContext) async throws -> Response {
        let application = try context.application
        let id = SessionID(try context.identifier("session_id"))
        let found = try await storage.read { transaction in
            try transaction.session(id, of: application.id).map { ($0, try transaction.recordings(of: $0.session.id)) }
        }
        guard let (stored, recorded) = found else { throw Problem(.notFound, "Failed to fetch resource with id \(id)") }
        return Response(
            status: .ok,
            json: SessionJSON.write(stored.summary(withLock: true), recordings: recorded.map(recordings.linked)))
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

extension StoredSession {
    /// The session as the API tells it, times in minutes to two decimals.
    func summary(withLock: Bool) -> SessionSummary {
        SessionSummary(
            session: session, roomDisplayName: roomName, people: seen, isRecorded: isRecorded,
            billedMinutes: Self.minutes(billedSeconds), recordedMinutes: Self.minutes(recordedSeconds),
            isLocked: withLock ? isLocked : nil)
    }

    private static func minutes(_ seconds: Int) -> Double { (Double(seconds) / 60 * 100).rounded() / 100 }
}
