import HTTPTypes
import Hummingbird
import Meetings
import MeetingsStorage
import MeetingsWire

/// `…/rooms` and `…/themes/{theme_id}/rooms` (API reference, *Rooms*).
struct RoomRoutes: Sendable {
    let storage: Storage
    let links: Links
    let clock: any WallClock
    let identifiers: IdentifierSource
    let limit: Int
    let records: SessionRecords
    let rooms: LiveRooms
    let files: RecordingFiles

    func add(to group: RouterGroup<APIContext>) {
        group.get("/rooms") { request, context in try await list(request, context, theme: nil) }
        group.post("/rooms") { request, context in try await create(request, context) }
        group.get("/rooms/{room_id}") { _, context in try await get(context) }
        group.patch("/rooms/{room_id}") { request, context in try await update(request, context) }
        group.delete("/rooms/{room_id}") { _, context in try await delete(context) }
        group.get("/rooms/{room_id}/closing") { _, context in try await closing(context) }
        group.get("/themes/{theme_id}/rooms") { request, context in
            try await list(request, context, theme: ThemeID(try context.identifier("theme_id")))
        }
    }

    private func list(_ request: Request, _ context: APIContext, theme: ThemeID?) async throws -> Response {
        let application = try context.application
        let window = try PageWindow(request.uri.queryParameters)
        let page = try await storage.read { transaction in
            if let theme, try transaction.theme(theme, of: application.id) == nil {
                throw Problem(.notFound, "Failed to get rooms because theme id \(theme) not found")
            }
            let range = RoomRange(start: window.start, end: window.end, limit: window.size, theme: theme)
            let page = try transaction.rooms(of: application.id, in: range)
            let themes = try transaction.themes(of: application.id)
            return (page, Dictionary(themes.map { ($0.id, $0) }) { first, _ in first })
        }
        let (rooms, themes) = page
        let path = links.publicURL + request.uri.path.trimmingTrailingSlash
        let told = window.told(rooms: rooms.rooms.count, hasNext: rooms.hasNext)
        let wire = RoomPage(
            rooms: rooms.rooms.map { stored in
                links.room(stored, theme: stored.effectiveThemeID(application).flatMap { themes[$0] })
            },
            pageSize: told.size, totalItems: rooms.total,
            first: window.href(path), itself: window.href(path, start: rooms.rooms.first?.serial),
            previous: rooms.hasPrevious ? rooms.rooms.first.map { window.href(path, end: $0.serial) } : nil,
            next: rooms.hasNext || told.needsEmptyPage
                ? rooms.rooms.last.map { window.href(path, start: $0.serial + 1) } : nil)
        return Response(status: .ok, json: RoomPageJSON.write(wire))
    }

    private func create(_ request: Request, _ context: APIContext) async throws -> Response {
        let application = try context.application
        let body = try await request.bytes()
        let idempotency = try IdempotencyKey(request, path: "/rooms", body: body)
        let now = clock.now
        if let known = try await idempotency?.made(in: storage, of: application.id, at: now) {
            return try await replay(RoomID(known), of: application)
        }
        let wanted = try NewRoomJSON.read(body)
        try wanted.validate(now: now)
        let fresh = Fresh(
            room: RoomID(identifiers.uuid()), host: ParticipantID(identifiers.uuid()),
            codes: (0..<4).map { _ in identifiers.meetingCode() })
        let (links, limit) = (links, limit)
        let creation = try await storage.write { transaction -> Creation in
            // The same request may have come twice at once.
            if let known = try idempotency?.made(in: transaction, of: application.id, at: now) {
                return .known(RoomID(known))
            }
            guard try transaction.availableRoomCount(of: application.id) < limit else {
                throw Problem(.forbidden, "maximum number of rooms for owner (\(limit))")
            }
            let stored = try Self.insert(wanted, fresh, of: application.id, at: now, in: transaction)
            let theme = try RoomEvents(links: links, transaction: transaction).append(.created, stored, at: now)
            try idempotency?.record(fresh.room.rawValue, in: transaction, of: application.id, at: now)
            return .new(stored, theme)
        }
        switch creation {
        case .known(let id): return try await replay(id, of: application)
        case .new(let stored, let theme):
            return Response(made: RoomJSON.write(links.room(stored, theme: theme)), isReplay: false)
        }
    }

    /// What a request to make a room came to.
    private enum Creation {
        case new(StoredRoom, Theme?)
        case known(RoomID)
    }

    /// Identifiers made outside and used by the room that is made.
    private struct Fresh {
        var room: RoomID
        var host: ParticipantID
        var codes: [String]
    }

    private static func insert(
        _ wanted: NewRoom, _ fresh: Fresh, of application: ApplicationID, at now: Timestamp,
        in transaction: WriteTransaction
    ) throws -> StoredRoom {
        if let theme = wanted.themeID, try transaction.theme(theme, of: application) == nil {
            throw Problem(.badRequest, "Failed to create room because theme id \(theme) not found")
        }
        // Codes are random: one that is taken is passed over, and four taken ones in a row do not happen by chance.
        guard let code = try fresh.codes.first(where: { try transaction.room(meetingCode: $0) == nil }) else {
            throw Problem(.unavailable, "No free meeting code was found: try again")
        }
        let room = wanted.room(id: fresh.room, meetingCode: code, now: now)
        let closing = RoomClosing.planned(for: room, isLive: false, lastSessionEndedAt: nil)
        return try transaction.insert(room, of: application, hostID: fresh.host, closing: closing)
    }

    /// The room that an earlier request with the same key made, as it is now.
    private func replay(_ id: RoomID, of application: StoredApplication) async throws -> Response {
        let (stored, theme) = try await find(id, of: application)
        return Response(made: RoomJSON.write(links.room(stored, theme: theme)), isReplay: true)
    }

    private func get(_ context: APIContext) async throws -> Response {
        let (stored, theme) = try await find(RoomID(context.identifier("room_id")), of: context.application)
        return Response(status: .ok, json: RoomJSON.write(links.room(stored, theme: theme)))
    }

    /// A room of the application with the theme that it shows. Throws 404 when there is none.
    private func find(_ id: RoomID, of application: StoredApplication) async throws -> (StoredRoom, Theme?) {
        let found = try await storage.read { transaction in
            try transaction.room(id, of: application.id).map { ($0, try $0.theme(in: transaction)) }
        }
        guard let found else { throw Self.notFound(id) }
        return found
    }

    private static func notFound(_ id: RoomID) -> Problem {
        Problem(.notFound, "Failed to fetch resource with id \(id)")
    }

    private func closing(_ context: APIContext) async throws -> Response {
        let (stored, _) = try await find(RoomID(context.identifier("room_id")), of: context.application)
        let isOpen = stored.room.isAvailable
        let status = RoomClosingStatus(
            roomID: stored.room.id, isAvailable: isOpen, closing: isOpen ? stored.closing : nil,
            closedAt: stored.closedAt, closedReason: isOpen ? nil : stored.closeReason?.rawValue ?? "operator")
        return Response(status: .ok, json: RoomClosingJSON.write(status))
    }

    /// Removes a room, whoever is inside: the log tells that they left before it tells that the room is gone.
    private func delete(_ context: APIContext) async throws -> Response {
        let id = RoomID(try context.identifier("room_id"))
        let recordings = try await storage.read { try $0.recordings(of: id) }
        guard try await records.delete(id, of: context.application.id, at: clock.now) else { throw Self.notFound(id) }
        await rooms.close(id)
        for recording in recordings { files.remove(recording) }
        return Response(status: .noContent)
    }

    private func update(_ request: Request, _ context: APIContext) async throws -> Response {
        let application = try context.application
        let id = RoomID(try context.identifier("room_id"))
        let change = try RoomUpdateJSON.read(try await request.bytes())
        let now = clock.now
        let links = links
        let updated = try await storage.write { transaction in
            guard let stored = try transaction.room(id, of: application.id) else {
                throw Self.notFound(id)
            }
            let room = try change.applied(to: stored.room, now: now)
            if let theme = change.themeID ?? nil, try transaction.theme(theme, of: application.id) == nil {
                throw Problem(.badRequest, "Failed to update room because theme id \(theme) not found")
            }
            let result = try transaction.updateAndReplan(stored, room: room)
            return (result, try RoomEvents(links: links, transaction: transaction).append(.updated, result, at: now))
        }
        return Response(status: .ok, json: RoomJSON.write(links.room(updated.0, theme: updated.1)))
    }
}
