import HTTPTypes
import Hummingbird
import Meetings
import MeetingsStorage
import MeetingsWire

/// `…/themes` (API reference, *Themes*).
struct ThemeRoutes: Sendable {
    let storage: Storage
    let links: Links
    let clock: any WallClock
    let identifiers: IdentifierSource
    let limit: Int
    let verifier: TokenVerifier

    func add(to group: RouterGroup<APIContext>) {
        group.get("/themes") { _, context in try await list(context) }
        group.post("/themes") { request, context in try await create(request, context) }
        group.get("/themes/{theme_id}") { _, context in try await get(context) }
        group.patch("/themes/{theme_id}") { request, context in try await update(request, context) }
        group.delete("/themes/{theme_id}") { request, context in try await delete(request, context) }
    }

    private func list(_ context: APIContext) async throws -> Response {
        let application = try context.application
        let themes = try await storage.read { try $0.themes(of: application.id) }
        return Response(status: .ok, json: ThemeListJSON.write(themes.map(links.theme)))
    }

    private func create(_ request: Request, _ context: APIContext) async throws -> Response {
        let application = try context.application
        let body = try await request.bytes()
        let idempotency = try IdempotencyKey(request, path: "/themes", body: body)
        let now = clock.now
        if let known = try await idempotency?.made(in: storage, of: application.id, at: now) {
            return try await replay(ThemeID(known), of: application)
        }
        let wanted = try NewThemeJSON.read(body)
        try wanted.validate()
        let theme = Theme(
            id: ThemeID(identifiers.uuid()), name: wanted.name ?? identifiers.uuid(), mainColor: wanted.mainColor,
            brandText: wanted.brandText, shortCompanyURL: wanted.shortCompanyURL, accountID: application.apiKey,
            applicationID: application.id)
        let limit = limit
        let made = try await storage.write { transaction -> String? in
            // The same request may have come twice at once.
            if let made = try idempotency?.made(in: transaction, of: application.id, at: now) { return made }
            guard try transaction.themeCount(of: application.id) < limit else {
                throw Problem(.forbidden, "maximum number of themes for application (\(limit))")
            }
            try Self.checkUnique(theme, in: transaction)
            try transaction.insert(theme)
            try RoomEvents.append(.themeCreated(theme), application: application.id, at: now, in: transaction)
            try idempotency?.record(theme.id.rawValue, in: transaction, of: application.id, at: now)
            return nil
        }
        if let made { return try await replay(ThemeID(made), of: application) }
        return Response(made: ThemeJSON.write(theme), isReplay: false)
    }

    /// The theme that an earlier request with the same key made, as it is now.
    private func replay(_ id: ThemeID, of application: StoredApplication) async throws -> Response {
        guard let theme = try await storage.read({ try $0.theme(id, of: application.id) }) else {
            throw Problem(.notFound, "could not find theme \(id)")
        }
        return Response(made: ThemeJSON.write(links.theme(theme)), isReplay: true)
    }

    private func get(_ context: APIContext) async throws -> Response {
        let application = try context.application
        let id = ThemeID(try context.identifier("theme_id"))
        guard let theme = try await storage.read({ try $0.theme(id, of: application.id) }) else {
            throw Problem(.notFound, "could not find theme \(id)")
        }
        return Response(status: .ok, json: ThemeJSON.write(links.theme(theme)))
    }

    private func update(_ request: Request, _ context: APIContext) async throws -> Response {
        let application = try context.application
        let id = ThemeID(try context.identifier("theme_id"))
        let change = try ThemeUpdateJSON.read(try await request.bytes())
        let (now, links) = (clock.now, links)
        let updated = try await storage.write { transaction in
            guard let theme = try transaction.theme(id, of: application.id) else {
                throw Problem(.notFound, "could not find theme \(id)")
            }
            let updated = try change.applied(to: theme)
            try Self.checkUnique(updated, in: transaction)
            try transaction.update(updated)
            try RoomEvents.append(
                .themeUpdated(links.theme(updated)), application: application.id, at: now, in: transaction)
            return updated
        }
        return Response(status: .ok, json: ThemeJSON.write(links.theme(updated)))
    }

    private func delete(_ request: Request, _ context: APIContext) async throws -> Response {
        let caller = try context.application.id
        let id = ThemeID(try context.identifier("theme_id"))
        let isForced = try Self.isForced(request.uri.queryParameters.get("force"))
        let (now, links) = (clock.now, links)
        try await storage.write { transaction in
            // The default may have changed since the token was checked.
            guard try transaction.theme(id, of: caller) != nil, let application = try transaction.application(caller)
            else { throw Problem(.notFound, "could not find theme \(id)") }
            let rooms = try transaction.roomCount(using: id)
            if !isForced {
                var errors: [String] = []
                if application.defaultThemeID == id {
                    errors.append("Theme \(id) is used as application \(application.id) default theme")
                }
                if rooms > 0 { errors.append("Theme \(id) is used by \(rooms) room\(rooms == 1 ? "" : "s")") }
                guard errors.isEmpty else { throw Problem(.badRequest, "could not delete theme", errors: errors) }
            }
            let fallback = application.defaultThemeID == id ? nil : application.defaultThemeID
            let affected = RoomRange(limit: 1_000_000, theme: id)
            let open = try transaction.rooms(of: application.id, in: affected).rooms.filter(\.room.isAvailable)
            try transaction.reassignRooms(of: id, to: fallback)
            try transaction.delete(theme: id, of: application.id)
            for room in open {
                guard let changed = try transaction.room(room.room.id) else { continue }
                try RoomEvents(links: links, transaction: transaction).append(.updated, changed, at: now)
            }
            try RoomEvents.append(.themeDeleted(id), application: application.id, at: now, in: transaction)
        }
        // It may have been the default, which is then none.
        verifier.forget(caller)
        return Response(status: .noContent)
    }

    /// `force` in any case of letters: one client library sends `True`.
    private static func isForced(_ text: String?) throws -> Bool {
        switch text?.lowercased() {
        case "true": true
        case nil, "", "false": false
        default: throw Problem(.invalidInput, "\"force\" must be a boolean")
        }
    }

    private static func checkUnique(_ theme: Theme, in transaction: ReadTransaction) throws {
        if try transaction.isThemeNameTaken(theme.name, of: theme.applicationID, except: theme.id) {
            throw Problem(.conflict, "theme_name already exists in application")
        }
        if let url = theme.shortCompanyURL, try transaction.isShortCompanyURLTaken(url, except: theme.id) {
            throw Problem(.conflict, "short_company_url already exists")
        }
    }
}
