import Dashboard
import FoundationEssentials
import Meetings
import MeetingsCallbacks
import MeetingsClient
import MeetingsWire

/// What the dashboard asks for, as calls of the API.
extension Request {
    /// Sends the change. Throws what the client throws, and `CommandFailure` for a file that cannot be read.
    func carryOut(with client: Client) async throws -> Answer {
        switch self {
        case .createRoom(let room): return .room(try await client.create(room))
        case .updateRoom(let id, let update): return .room(try await client.update(update, room: id))
        case .createTheme(let theme): return .theme(try await client.create(theme))
        case .updateTheme(let id, let update): return .theme(try await client.update(update, theme: id))
        case .deleteRoom(let id, let inside):
            try await client.refuseToCutOff(others: inside, in: id)
            try await client.delete(room: id)
        case .deleteTheme(let id, let force): try await client.delete(theme: id, force: force)
        case .uploadLogo(let id, let kind, let path): return .theme(try await client.upload(path, kind, to: id))
        case .deleteRecording(let id): try await client.answer(to: .delete(recording: id))
        case .retryRecording(let id): return .recording(try await client.answer(to: .retry(recording: id)))
        case .admit(let person, let room): try await client.answer(to: .admit(person, room: room))
        case .admitAll(let room): _ = try await client.answer(to: .admitAll(at: room))
        case .deny(let person, let room): try await client.answer(to: .deny(person, room: room))
        case .remove(let person, let session): try await client.answer(to: .remove(person, from: session))
        case .lock(let session): try await client.answer(to: .lock(session))
        case .unlock(let session): try await client.answer(to: .unlock(session))
        case .end(let session): try await client.answer(to: .end(session))
        case .record(let session):
            _ = try await client.answer(to: .any(.post, ["sessions", session.rawValue, "recordings"]))
        case .mute(let person, let session):
            try await client.answer(to: .mute(person, in: session))
        case .muteAll(let session): try await client.answer(to: .muteAll(in: session))
        case .stopRecording(let recording):
            _ = try await client.answer(to: .any(.post, ["recordings", recording.rawValue, "stop"]))
        case .drain(let engine): try await client.answer(to: .drain(engine))
        case .resumeEngine(let engine): try await client.answer(to: .resume(engine: engine))
        case .acknowledge(let key, let wanted):
            return .acknowledgement(try await client.answer(to: .acknowledge(key, wanted)))
        case .reopen(let key, let name): try await client.answer(to: .reopen(key, operatorName: name))
        case .addNote(let note, let room): return .note(try await client.answer(to: .addNote(note, to: room)))
        case .replay(let delivery): _ = try await client.answer(to: .replay(delivery: delivery))
        case .replayDead: return .replayed(try await client.answer(to: .replay(DeliveryReplay(state: .dead))))
        case .resume(let url): _ = try await client.answer(to: .resume(url: url))
        }
        return .done
    }
}

extension Query {
    /// Finds it out. Throws what the client throws, and `CommandFailure`.
    ///
    /// `examination` checks the signatures of callbacks with the secrets that are known here.
    func answer(from client: Client, examination: CallbackExamination?) async throws -> Answer {
        switch self {
        case .delivery(let id):
            let detail = try await client.answer(to: .delivery(id))
            return .delivery(detail, examination?.report(on: detail))
        case .deliveries:
            let endpoints = try await client.answer(to: .callbackEndpoints)
            let listing = try await client.deliveryListing(
                hasPending: endpoints.contains { $0.pending > 0 }, hasDead: endpoints.contains { $0.dead > 0 })
            return .deliveries(listing, endpoints)
        case .room(let id): return .room(try await client.room(id))
        case .notes(let id): return .notes(try await client.notesIfAny(of: id), id)
        case .json(let resource): return .text(try await resource.json(from: client))
        case .curl(let resource):
            let command = CurlText(method: "GET", url: client.url(of: resource.call), body: nil)
            return .text(command.text.filter { $0 != "\n" })
        case .dialIn:
            let numbers = try await client.answer(to: .dialInNumbers)
            return .dialIn(numbers.map { "\($0.number) (\($0.displayName))" })
        case .media: return .media(try await client.answer(to: .media))
        case .sessionMedia(let session): return .sessionMedia(try await client.answer(to: .media(of: session)))
        case .mediaControls: return .mediaControls(try await client.mediaControls())
        case .event, .travel, .export: throw CommandFailure("The past is asked for elsewhere.")
        case .qr: throw CommandFailure("A QR code is drawn here, not by a server.")
        }
    }
}

extension CallbackExamination {
    /// What a receiver would have said to the last attempt when it came; nil where nothing is known of that.
    fileprivate func report(on detail: DeliveryDetail) -> CallbackReport? {
        guard hasSecrets, let attempt = detail.attempts.last, let fields = attempt.headers else { return nil }
        let headers = CallbackHeaders(fields.map { (name: $0.name, value: $0.value) })
        return report(headers, body: Array(detail.body.utf8), now: attempt.at)
    }
}

extension ReceiverSettings {
    /// Checks callbacks with the secrets that are known; nil when there is none.
    var examination: CallbackExamination? {
        let examination = CallbackExamination(
            signatureSecrets: [signatureSecret].compactMap(\.self),
            webhookSecrets: webhookSecret.flatMap { try? WebhookSecret($0) }.map { [$0] } ?? [])
        return examination.hasSecrets ? examination : nil
    }
}

extension Resource {
    /// The request for it.
    fileprivate var call: APICall<[UInt8]> {
        switch self {
        case .room(let id): .any(.get, ["rooms", id.rawValue])
        case .session(let id): .any(.get, ["sessions", id.rawValue])
        case .theme(let id): .any(.get, ["themes", id.rawValue])
        case .recording(let id): .any(.get, ["recordings", id.rawValue])
        }
    }

    /// The object as the API writes it; a room without its host link, which is a secret.
    fileprivate func json(from client: Client) async throws -> String {
        if case .room(let id) = self {
            var room = try await client.room(id)
            room.links.host = nil
            return String(decoding: RoomJSON.write(room), as: UTF8.self)
        }
        return String(decoding: try await client.answer(to: call), as: UTF8.self)
    }
}

extension Client {
    /// Throws when somebody is in a room who is not among those that the operator saw there.
    fileprivate func refuseToCutOff(others known: Set<ParticipantID>, in room: RoomID) async throws {
        let others = try await peopleInside(room).filter { !known.contains($0.id) }
        guard let first = others.first else { return }
        let more = others.count > 1 ? " and \(others.count - 1) more" : ""
        throw CommandFailure("Not deleted: \(first.name.scrubbed())\(more) came in meanwhile. Look again.")
    }

    /// What the server's description of its API offers beyond what all servers have.
    fileprivate func mediaControls() async throws -> MediaControls {
        let document: JSONValue
        do {
            document = try JSONReader.value(of: try await answer(to: .any(.get, ["openapi.json"])))
        } catch let error as ClientError where error.problem?.kind == .notFound {
            return MediaControls(recording: false, muting: false)
        }
        func offers(_ path: String) -> Bool { document["paths"]?[path]?["post"] != nil }
        return MediaControls(
            recording: offers("/sessions/{session_id}/recordings"),
            muting: offers("/sessions/{session_id}/participants/{participant_id}/mute"))
    }

    /// None from a server that keeps none.
    fileprivate func notesIfAny(of room: RoomID) async throws -> [RoomNote] {
        do {
            return try await answer(to: .notes(of: room))
        } catch let error as ClientError {
            guard let kind = error.problem?.kind, [.notFound, .methodNotAllowed].contains(kind) else { throw error }
            return []
        }
    }

    /// Reads a picture and makes it a theme's logo, as the three steps of the logo flow.
    fileprivate func upload(_ path: String, _ kind: LogoKind, to theme: ThemeID) async throws -> Theme {
        guard let picture = FileManager.default.contents(atPath: path) else {
            throw CommandFailure("\(path.scrubbed()) cannot be read. Name a PNG file.")
        }
        let grants = try await answer(to: .logoGrants)
        guard let grant = grants.first(where: { $0.kind == kind.rawValue }) else {
            throw CommandFailure("The server grants no upload of a \(kind.rawValue) picture.")
        }
        try await upload(Array(picture), with: grant)
        try await answer(to: .finalizeLogos([grant.key], theme: theme))
        return try await self.theme(theme)
    }
}
