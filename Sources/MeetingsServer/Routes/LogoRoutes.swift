import HTTPTypes
import Hummingbird
import Logging
import Meetings
import MeetingsStorage
import MeetingsWire
import NIOCore

/// How a theme gets its pictures: upload grants, the uploads themselves, and giving them to a theme (API reference,
/// *Logos*).
struct LogoRoutes: Sendable {
    let storage: Storage
    let links: Links
    let clock: any WallClock
    let identifiers: IdentifierSource
    let policy: UploadPolicy
    let slots: UploadSlots

    /// How long a picture that no theme took is kept.
    private static let keeping = Duration.seconds(86_400)
    static let uploadPath = "/_/uploads"

    /// The routes of the API, behind its prefixes.
    func add(to group: RouterGroup<APIContext>) {
        group.get("/themes/logos-upload-urls") { _, context in try grants(context) }
        group.put("/themes/{theme_id}/finalizeLogos") { request, context in try await finalize(request, context) }
    }

    /// The routes without a token: a grant or the key of a picture is enough.
    func add(to router: Router<APIContext>) {
        let path = RouterPath(Self.uploadPath)
        router.post(path) { request, context in await answer(request, context) }
        for method in [HTTPRequest.Method.put, .get, .delete, .patch] {
            router.on(path, method: method) { _, _ in
                UploadRefusal(.methodNotAllowed, "The specified method is not allowed against this resource.").response
            }
        }
        router.get("/_/logos/{kind}/{name}") { _, context in try await picture(context) }
    }

    private func grants(_ context: APIContext) throws -> Response {
        let application = try context.application
        let (now, url) = (clock.now, links.publicURL + Self.uploadPath)
        let grants = LogoKind.allCases.map { kind in
            policy.grant(
                kind, for: application.id, name: identifiers.uuid(), nonce: identifiers.secret(), url: url, now: now)
        }
        return Response(status: .ok, json: UploadGrantListJSON.write(grants))
    }

    private func answer(_ request: Request, _ context: APIContext) async -> Response {
        do {
            try await upload(request)
            return Response(status: .noContent)
        } catch let refusal as UploadRefusal {
            return refusal.response
        } catch {
            context.logger.error("An upload could not be stored: \(error)")
            return UploadRefusal(.unavailable, "The upload could not be stored: try again later.").response
        }
    }

    /// Takes one picture. Nothing of it is kept in memory before the grant was found good.
    private func upload(_ request: Request) async throws {
        guard let boundary = request.headers[.contentType].flatMap(MultipartBoundary.named) else {
            throw UploadRefusal.notMultipart
        }
        var form = UploadForm(boundary: boundary)
        var admission: UploadPolicy.Admission?
        defer { if admission != nil { slots.release() } }
        for try await buffer in request.body {
            try form.append(buffer.readableBytesView)
            guard admission == nil, form.hasReachedFile else { continue }
            let admitted = try policy.admission(form.fields, now: clock.now)
            guard slots.take() else { throw UploadRefusal(.slowDown, "Please reduce your request rate.") }
            admission = admitted
        }
        guard form.isComplete, let admission else { throw UploadRefusal.malformed }
        guard !form.file.isEmpty else {
            throw UploadRefusal(.tooSmall, "Your proposed upload is smaller than the minimum allowed size")
        }
        try await store(form.file, admission)
    }

    private func store(_ bytes: [UInt8], _ admission: UploadPolicy.Admission) async throws {
        let logo = StoredLogo(
            key: admission.key, applicationID: admission.application, themeID: nil, kind: admission.kind, bytes: bytes,
            createdAt: clock.now)
        try await storage.write { transaction in
            guard try transaction.application(admission.application) != nil else {
                throw UploadRefusal(.accessDenied, "Access Denied")
            }
            try transaction.deleteUnusedLogos(before: logo.createdAt - Self.keeping)
            try transaction.insert(logo)
        }
    }

    private func picture(_ context: APIContext) async throws -> Response {
        let key = try "logos/\(context.identifier("kind"))/\(context.identifier("name"))"
        guard let logo = try await storage.read({ try $0.logo(key: key) }), logo.themeID != nil else {
            throw Problem(.notFound, "There is no picture at this address")
        }
        // The key is never given to another picture, so that a cache need not ask again.
        return Response(
            status: .ok,
            headers: [
                .contentType: "image/png", .xContentTypeOptions: "nosniff",
                .cacheControl: "public, max-age=31536000, immutable",
                .contentSecurityPolicy: "default-src 'none'; sandbox",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: logo.bytes)))
    }
}

extension LogoRoutes {
    /// All pictures of the request become the theme's, or none does.
    private func finalize(_ request: Request, _ context: APIContext) async throws -> Response {
        let application = try context.application.id
        let id = ThemeID(try context.identifier("theme_id"))
        let keys = try LogoKeysJSON.read(try await request.bytes())
        let now = clock.now
        // Pictures are opened before the transaction, which holds up everybody else's.
        let judged = try await judge(keys, of: application, theme: id, now: now)
        guard judged.faults.isEmpty else {
            return Response(status: .badRequest, json: LogoFaultListJSON.write(judged.faults))
        }
        let names = keys.map { _ in identifiers.uuid() }
        let links = links
        let faults = try await storage.write { transaction in
            guard var theme = try transaction.theme(id, of: application) else {
                throw Problem(.notFound, "could not find theme \(id)")
            }
            // An upload may have been replaced since it was judged.
            let changed = try judged.logos.filter { try transaction.logo(key: $0.key) != $0 }
            guard changed.isEmpty else { return changed.map { LogoFault(key: $0.key, property: nil) } }
            for (logo, name) in zip(judged.logos, names) {
                let key = "logos/\(logo.kind.rawValue)/\(name)"
                if let old = theme[logo.kind].key { try transaction.delete(logo: old) }
                try transaction.attach(logo: logo.key, newKey: key, to: id)
                theme[logo.kind] = ThemeImage(key: key)
            }
            try transaction.update(theme)
            try RoomEvents.append(.themeUpdated(links.theme(theme)), application: application, at: now, in: transaction)
            return []
        }
        guard faults.isEmpty else { return Response(status: .badRequest, json: LogoFaultListJSON.write(faults)) }
        return Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: "OK")))
    }

    /// The uploads that the keys name, and what is wrong with them.
    private func judge(
        _ keys: [String], of application: ApplicationID, theme: ThemeID, now: Timestamp
    ) async throws -> (logos: [StoredLogo], faults: [LogoFault]) {
        let found = try await storage.read { transaction in
            guard try transaction.theme(theme, of: application) != nil else {
                throw Problem(.notFound, "could not find theme \(theme)")
            }
            return try keys.map { key in
                try transaction.logo(key: key).flatMap { logo in
                    let isUnused = logo.themeID == nil && logo.createdAt > now - Self.keeping
                    return isUnused && logo.applicationID == application ? logo : nil
                }
            }
        }
        var faults: [LogoFault] = []
        for (key, logo) in zip(keys, found) {
            guard let logo else {
                faults.append(LogoFault(key: key, property: nil))
                continue
            }
            if let property = LogoRules.fault(of: logo.bytes, as: logo.kind) {
                faults.append(LogoFault(key: key, property: property))
            }
        }
        return (found.compactMap { $0 }, faults)
    }
}

extension Theme {
    /// The picture of one kind.
    subscript(kind: LogoKind) -> ThemeImage {
        get {
            switch kind {
            case .white: whiteLogo
            case .colored: coloredLogo
            case .favicon: favicon
            }
        }
        set {
            switch kind {
            case .white: whiteLogo = newValue
            case .colored: coloredLogo = newValue
            case .favicon: favicon = newValue
            }
        }
    }
}
