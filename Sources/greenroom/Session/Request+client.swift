import Dashboard
import FoundationEssentials
import Meetings
import MeetingsClient

/// What the dashboard asks for, as calls of the API.
extension Request {
    /// Sends the change. Throws what the client throws, and `CommandFailure` for a file that cannot be read.
    func carryOut(with client: Client) async throws -> Answer {
        switch self {
        case .createRoom(let room): return .room(try await client.create(room))
        case .updateRoom(let id, let update): return .room(try await client.update(update, room: id))
        case .createTheme(let theme): return .theme(try await client.create(theme))
        case .updateTheme(let id, let update): return .theme(try await client.update(update, theme: id))
        case .deleteRoom(let id): try await client.delete(room: id)
        case .deleteTheme(let id, let force): try await client.delete(theme: id, force: force)
        case .uploadLogo(let id, let kind, let path): return .theme(try await client.upload(path, kind, to: id))
        case .deleteRecording(let id): try await client.answer(to: .delete(recording: id))
        case .admit(let person, let room): try await client.answer(to: .admit(person, room: room))
        case .admitAll(let room): _ = try await client.answer(to: .admitAll(at: room))
        case .deny(let person, let room): try await client.answer(to: .deny(person, room: room))
        case .remove(let person, let session): try await client.answer(to: .remove(person, from: session))
        case .lock(let session): try await client.answer(to: .lock(session))
        case .unlock(let session): try await client.answer(to: .unlock(session))
        case .end(let session): try await client.answer(to: .end(session))
        case .acknowledge(let key, let wanted):
            return .acknowledgement(try await client.answer(to: .acknowledge(key, wanted)))
        case .reopen(let key, let name): try await client.answer(to: .reopen(key, operatorName: name))
        case .addNote(let note, let room): return .note(try await client.answer(to: .addNote(note, to: room)))
        case .replay(let delivery): _ = try await client.answer(to: .replay(delivery: delivery))
        case .resume(let url): _ = try await client.answer(to: .resume(url: url))
        }
        return .done
    }
}

extension Query {
    func answer(from client: Client) async throws -> Answer {
        switch self {
        case .room(let id): return .room(try await client.room(id))
        case .notes(let id): return .notes(try await client.notesIfAny(of: id), id)
        }
    }
}

extension Client {
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
