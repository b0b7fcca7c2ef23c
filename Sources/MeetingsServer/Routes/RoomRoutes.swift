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

    func add(to group: RouterGroup<APIContext>) {
        group.get("/rooms") { request, context in try await list(request, context, theme: nil) }
        group.post("/rooms") { request, context in try await create(request, context) }
        group.get("/rooms/{room_id}") { _, context in try await get(context) }
        group.patch("/rooms/{room_id}") { request, context in try await update(request, context) }
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
        let wire = RoomPage(
            rooms: rooms.rooms.map { stored in
                links.room(stored, theme: stored.effectiveThemeID(application).flatMap { themes[$0] })
            },
            pageSize: window.size, totalItems: rooms.total,
            first: window.href(path), itself: window.href(path, start: rooms.rooms.first?.serial),
            previous: rooms.hasPrevious ? rooms.rooms.first.map { window.href(path, end: $0.serial) } : nil,
            next: rooms.hasNext ? rooms.rooms.last.map { window.href(path, start: $0.serial + 1) } : nil)
        return Response(status: .ok, json: RoomPageJSON.write(wire))
    }

    private func create(_ request: Request, _ context: APIContext) async throws -> Response {
        let application = try context.application
        let wanted = try NewRoomJSON.read(try await request.bytes())
        let now = clock.now
        try wanted.validate(now: now)
        let id = RoomID(identifiers.uuid())
        let host = ParticipantID(identifiers.uuid())
        let codes = (0..<4).map { _ in identifiers.meetingCode() }
        let links = links
        let limit = limit
        let created = try await storage.write { transaction in
            guard try transaction.availableRoomCount(of: application.id) < limit else {
                throw Problem(.forbidden, "maximum number of rooms for owner (\(limit))")
            }
            if let theme = wanted.themeID, try transaction.theme(theme, of: application.id) == nil {
                throw Problem(.badRequest, "Failed to create room because theme id \(theme) not found")
            }
            // Codes are random: one that is taken is passed over, and four taken ones in a row do not happen by chance.
            guard let code = try codes.first(where: { try transaction.room(meetingCode: $0) == nil }) else {
                throw Problem(.unavailable, "No free meeting code was found: try again")
            }
            let room = wanted.room(id: id, meetingCode: code, now: now)
            let closing = RoomClosing.planned(for: room, isLive: false, lastSessionEndedAt: nil)
            let stored = try transaction.insert(room, of: application.id, hostID: host, closing: closing)
            return (stored, try RoomEvents(links: links, transaction: transaction).append(.created, stored, at: now))
        }
        return Response(status: .created, json: RoomJSON.write(links.room(created.0, theme: created.1)))
    }

    private func get(_ context: APIContext) async throws -> Response {
        let application = try context.application
        let id = RoomID(try context.identifier("room_id"))
        let found = try await storage.read { transaction in
            try transaction.room(id, of: application.id).map { ($0, try $0.theme(in: transaction)) }
        }
        guard let (stored, theme) = found else { throw Problem(.notFound, "Failed to fetch resource with id \(id)") }
        return Response(status: .ok, json: RoomJSON.write(links.room(stored, theme: theme)))
    }

    private func update(_ request: Request, _ context: APIContext) async throws -> Response {
        let application = try context.application
        let id = RoomID(try context.identifier("room_id"))
        let change = try RoomUpdateJSON.read(try await request.bytes())
        let now = clock.now
        let links = links
        let updated = try await storage.write { transaction in
            guard let stored = try transaction.room(id, of: application.id) else {
                throw Problem(.notFound, "Failed to fetch resource with id \(id)")
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
