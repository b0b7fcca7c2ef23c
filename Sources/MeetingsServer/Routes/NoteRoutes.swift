import HTTPTypes
import Hummingbird
import Meetings
import MeetingsStorage
import MeetingsWire

/// `…/rooms/{room_id}/notes`, an extension: what operators write down about a room, for the next one.
struct NoteRoutes: Sendable {
    let storage: Storage
    let clock: any WallClock
    let identifiers: IdentifierSource

    /// How many notes a listing has at most, the newest ones.
    private static let listed = 1000

    func add(to group: RouterGroup<APIContext>) {
        group.get("/rooms/{room_id}/notes") { _, context in try await list(context) }
        group.post("/rooms/{room_id}/notes") { request, context in try await create(request, context) }
    }

    private func list(_ context: APIContext) async throws -> Response {
        let (application, id) = (try context.application.id, RoomID(try context.identifier("room_id")))
        let notes = try await storage.read { transaction in
            try transaction.room(id, of: application).map { _ in try transaction.notes(of: id, limit: Self.listed) }
        }
        guard let notes else { throw Self.notFound(id) }
        return Response(status: .ok, json: NoteListJSON.write(notes))
    }

    private func create(_ request: Request, _ context: APIContext) async throws -> Response {
        let (application, id) = (try context.application.id, RoomID(try context.identifier("room_id")))
        let wanted = try NewNoteJSON.read(try await request.bytes())
        try wanted.validate()
        let note = RoomNote(
            id: NoteID(identifiers.uuid()), roomID: id, sessionID: wanted.sessionID, text: wanted.text,
            operatorName: wanted.operatorName, at: clock.now)
        try await storage.write { transaction in
            guard try transaction.room(id, of: application) != nil else { throw Self.notFound(id) }
            if let session = note.sessionID,
                try transaction.session(session, of: application)?.session.roomID != id
            {
                throw Problem(.badRequest, "The session \(session.rawValue.scrubbed(limit: 80)) is not of this room")
            }
            try transaction.insert(note)
            try RoomEvents.append(.noteAdded(note), application: application, at: note.at, in: transaction)
        }
        return Response(made: NoteJSON.write(note), isReplay: false)
    }

    private static func notFound(_ id: RoomID) -> Problem {
        Problem(.notFound, "Failed to fetch resource with id \(id)")
    }
}
