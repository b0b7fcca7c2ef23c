import HTTPTypes
import Hummingbird
import Logging
import Meetings
import MeetingsStorage
import MeetingsWire

/// `…/recordings` and `…/sessions/{session_id}/recordings` (API reference, *Recordings*), and the files themselves.
struct RecordingRoutes: Sendable {
    let storage: Storage
    let links: Links
    let clock: any WallClock
    let downloads: DownloadLink
    let files: RecordingFiles
    let rooms: LiveRooms

    func add(to group: RouterGroup<APIContext>) {
        group.get("/sessions/{session_id}/recordings") { _, context in try await list(context) }
        group.post("/sessions/{session_id}/recordings") { _, context in try await start(context) }
        group.post("/recordings/{recording_id}/stop") { _, context in try await stop(context) }
        group.post("/recordings/{recording_id}/retry") { _, context in try await retry(context) }
        group.get("/recordings/{recording_id}") { _, context in try await get(context) }
        group.delete("/recordings/{recording_id}") { _, context in try await delete(context) }
    }

    /// The route without a token: the link itself is the permission.
    func add(to router: Router<APIContext>) {
        router.get("/_/recordings/{recording_id}/archive.mp4") { request, context in
            try await download(request, context)
        }
    }

    private func list(_ context: APIContext) async throws -> Response {
        let application = try context.application
        let id = SessionID(try context.identifier("session_id"))
        let found = try await storage.read { transaction in
            try transaction.session(id, of: application.id).map { try transaction.recordings(of: $0.session.id) }
        }
        guard let found else { throw Problem(.notFound, "Failed to find session recordings by id: \(id)") }
        return Response(status: .ok, json: RecordingListJSON.write(found.map(linked)))
    }

    private func get(_ context: APIContext) async throws -> Response {
        let application = try context.application
        let id = RecordingID(try context.identifier("recording_id"))
        guard let stored = try await storage.read({ try $0.recording(id, of: application.id) }) else {
            throw Problem(.notFound, "Recording \(id) was not found")
        }
        return Response(status: .ok, json: RecordingJSON.write(linked(stored)))
    }

    /// An extension: begins to record a live session; answered once the recording is in the log.
    private func start(_ context: APIContext) async throws -> Response {
        let application = try context.application.id
        let id = SessionID(try context.identifier("session_id"))
        guard let found = try await storage.read({ try $0.session(id, of: application) }) else {
            throw Problem(.notFound, "Failed to fetch resource with id \(id)")
        }
        guard found.session.isLive else { throw Problem(.conflict, "The session \(id) has ended") }
        let recording = try await rooms.startRecording(found.session)
        guard let stored = try await storage.read({ try $0.recording(recording) }) else {
            throw Problem(.notFound, "Recording \(recording) was not found")
        }
        return Response(status: .created, json: RecordingJSON.write(linked(stored)))
    }

    /// An extension: ends a recording; answered once its end is in the log.
    private func stop(_ context: APIContext) async throws -> Response {
        let application = try context.application.id
        let id = RecordingID(try context.identifier("recording_id"))
        let session = try await storage.read { transaction in
            try transaction.recording(id, of: application).flatMap {
                try transaction.session($0.recording.sessionID, of: application)?.session
            }
        }
        guard let session else { throw Problem(.notFound, "Recording \(id) was not found") }
        try await rooms.stopRecording(id, of: session)
        return Response(status: .noContent)
    }

    /// An extension: tries once more to make the film of a recording that failed.
    private func retry(_ context: APIContext) async throws -> Response {
        let application = try context.application.id
        let id = RecordingID(try context.identifier("recording_id"))
        let now = clock.now
        let found = try await storage.write { transaction -> StoredRecording? in
            guard let stored = try transaction.recording(id, of: application) else { return nil }
            try RecordingRecords.retry(stored, at: now, in: transaction)
            return try transaction.recording(id, of: application)
        }
        guard let found else { throw Problem(.notFound, "Recording \(id) was not found") }
        return Response(status: .ok, json: RecordingJSON.write(linked(found)))
    }

    /// Only a recording that is uploaded, or failed, can be deleted; the API answered 500 for any other.
    private func delete(_ context: APIContext) async throws -> Response {
        let application = try context.application
        let id = RecordingID(try context.identifier("recording_id"))
        let deleted = try await storage.write { transaction in
            guard let stored = try transaction.recording(id, of: application.id) else {
                throw Problem(.notFound, "Could not find recording")
            }
            guard stored.recording.status == .uploaded || stored.recording.failure != nil else {
                throw Problem(.internalError, "Internal Server Error")
            }
            _ = try transaction.delete(recording: id, of: application.id)
            return stored
        }
        // After the commit: a file without its row is rubbish, a row without its file would be a loss.
        if !files.remove(deleted) {
            let file = deleted.file ?? ""
            context.logger.warning("The file of the deleted recording \(id) could not be removed: \(file.scrubbed())")
        }
        return Response(status: .noContent)
    }

    /// The recording with a fresh link to its file, once there is one.
    func linked(_ stored: StoredRecording) -> Recording {
        var recording = stored.recording
        let isThere = recording.status == .uploaded && stored.file != nil
        recording.url = isThere ? links.publicURL + downloads.path(to: recording.id, now: clock.now) : nil
        return recording
    }
}

extension RecordingRoutes {
    private func download(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = RecordingID(try context.identifier("recording_id"))
        let query = request.uri.queryParameters
        guard let expires = query.get("expires"), let signature = query.get("signature"),
            downloads.isGood(id, expires: expires, signature: signature, now: clock.now)
        else { throw Problem(.forbidden, "The link to this recording has expired or is wrong: ask for a new one") }
        let found = try await storage.read { transaction in
            try transaction.recording(id).map { ($0, try transaction.room($0.roomID)?.room.displayName) }
        }
        guard let (stored, room) = found, let file = stored.file.flatMap(files.find) else {
            throw Problem(.notFound, "Recording \(id) was not found")
        }
        let name = RecordingFiles.name(room: room ?? "Recording", startedAt: stored.recording.startedAt)
        return try await serve(file, name: name, tag: "\"\(id.rawValue)\"", request, context)
    }

    private func serve(
        _ file: (path: String, size: Int), name: String, tag: String, _ request: Request, _ context: APIContext
    ) async throws -> Response {
        var headers: HTTPFields = [
            .contentType: "video/mp4", .acceptRanges: "bytes", .eTag: tag, .xContentTypeOptions: "nosniff",
            .cacheControl: "private, no-store", .contentDisposition: RecordingFiles.disposition(name),
        ]
        // A recording never changes: a tag that is not its own asks for another file's rest.
        let isSame = request.headers[.ifRange].map { $0 == tag } ?? true
        let range = request.method == .get && isSame ? request.headers[.range] : nil
        switch ByteRange(range, size: file.size) {
        case .unsatisfiable:
            headers[.contentRange] = "bytes */\(file.size)"
            headers[.contentType] = nil
            return Response(status: .rangeNotSatisfiable, headers: headers)
        case .part(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound)/\(file.size)"
            let body = try await FileIO().loadFile(path: file.path, range: range, context: context)
            return Response(status: .partialContent, headers: headers, body: body)
        case .whole:
            let body = try await FileIO().loadFile(path: file.path, context: context)
            return Response(status: .ok, headers: headers, body: body)
        }
    }
}
