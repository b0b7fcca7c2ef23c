import Meetings
import MeetingsStorage

/// Writes what running rooms decide: sessions, participants and their events, each batch in one transaction.
struct SessionRecords: Sendable {
    /// A session that was live when the database was opened.
    struct LiveSession: Sendable {
        var session: Session
        var isLocked: Bool
        var seats: [(Participant, String)]
        /// The last lines of its chat.
        var chat: [PageMessage.ChatMessage]
    }

    let storage: Storage
    let links: Links

    /// Returns once the facts are durable. Throws `Problem(.notFound)` when the room has closed meanwhile.
    func write(_ facts: [SessionFact], room id: RoomID, at now: Timestamp) async throws {
        let links = links
        try await storage.write { transaction in
            guard let stored = try transaction.room(id) else { throw Problem(.notFound, "There is no room \(id)") }
            for fact in facts { try Self.write(fact, stored, at: now, in: transaction) }
            // What is said changes nothing about the room.
            if facts.allSatisfy({ if case .said = $0 { true } else { false } }) { return }
            let replanned = try transaction.updateAndReplan(stored, room: stored.room)
            if replanned.room != stored.room {
                try RoomEvents(links: links, transaction: transaction).append(.updated, replanned, at: now)
            }
        }
    }

    private static func write(
        _ fact: SessionFact, _ stored: StoredRoom, at now: Timestamp, in transaction: WriteTransaction
    ) throws {
        func append(_ body: EventBody) throws {
            try RoomEvents.append(body, application: stored.applicationID, at: now, in: transaction)
        }
        switch fact {
        case .started(let session):
            guard stored.room.isAvailable else { throw Problem(.notFound, "The room \(stored.room.id) has closed") }
            try transaction.insert(
                Session(id: session, roomID: stored.room.id, startedAt: now), of: stored.applicationID)
            try append(.sessionStarted(session: session, room: stored.room.id, startedAt: now))
        case .joined(let participant, let digest):
            guard stored.room.isAvailable else { throw Problem(.notFound, "The room \(stored.room.id) has closed") }
            try transaction.insert(participant, resumeDigest: Array(digest.utf8))
            try append(.participantJoined(participant))
        case .left(let participant):
            if try transaction.leave(participant.id, at: now) { try append(.participantLeft(participant)) }
        case .locked(let session), .unlocked(let session):
            guard try transaction.liveSession(of: stored.room.id)?.session.id == session else {
                throw Problem(.conflict, "The session \(session) has ended")
            }
            let isLocked = fact == .locked(session)
            guard try transaction.setLocked(isLocked, session: session) else { return }
            let room = stored.room.id
            try append(
                isLocked
                    ? .sessionLocked(session: session, room: room) : .sessionUnlocked(session: session, room: room))
        case .waitingJoined(let person):
            guard stored.room.isAvailable else { throw Problem(.notFound, "The room \(stored.room.id) has closed") }
            try transaction.insert(person, at: now)
            try append(.waitingJoined(person))
        case .waitingLeft(let person):
            if try transaction.delete(waiting: person.id) { try append(.waitingLeft(person)) }
        case .said(let line, let session):
            try transaction.insert(chatLine: line.id, line.text, of: line.from, in: session, at: line.at)
        case .recordingStarted(let recording, let session):
            try RecordingRecords.start(recording, session: session, in: stored, at: now, in: transaction)
        case .recordingEnded(let id):
            guard let recording = try transaction.recording(id) else { return }
            try RecordingRecords.end(recording, at: now, in: transaction)
        case .ended(let id):
            guard let live = try transaction.liveSession(of: stored.room.id), live.session.id == id else { return }
            try RecordingRecords.endAll(of: id, at: now, in: transaction)
            try transaction.end(id, at: now)
            try append(
                .sessionEnded(
                    session: id, room: stored.room.id, startedAt: live.session.startedAt ?? now, endedAt: now))
        }
    }

    /// Closes a room whose time has come: everyone inside leaves, the session ends, the room expires. Does nothing to
    /// a room that is no longer due. Returns whether it closed.
    func close(_ id: RoomID, at now: Timestamp) async throws -> Bool {
        try await storage.write { transaction in
            guard let stored = try transaction.room(id), stored.room.isAvailable, let closing = stored.closing,
                closing.at <= now
            else { return false }
            try Self.empty(stored, at: now, in: transaction)
            try transaction.close(id, at: now, reason: closing.reason)
            try RoomEvents.append(
                .roomExpired(
                    room: id, type: stored.room.type, expiresAt: stored.room.expiresAt,
                    createdAt: stored.room.createdAt),
                application: stored.applicationID, at: now, in: transaction)
            return true
        }
    }

    /// Removes a room with all that belongs to it: everyone inside leaves, the session ends, the room is gone. False
    /// when the application has no such room.
    func delete(_ id: RoomID, of application: ApplicationID, at now: Timestamp) async throws -> Bool {
        try await storage.write { transaction in
            guard let stored = try transaction.room(id, of: application) else { return false }
            try Self.empty(stored, at: now, in: transaction)
            guard try transaction.delete(room: id, of: application) else { return false }
            try RoomEvents.append(.roomDeleted(id), application: application, at: now, in: transaction)
            return true
        }
    }

    /// Nobody waits any more and nobody is inside.
    private static func empty(_ stored: StoredRoom, at now: Timestamp, in transaction: WriteTransaction) throws {
        for person in try transaction.waiting(at: stored.room.id) {
            try write(.waitingLeft(person), stored, at: now, in: transaction)
        }
        guard let session = try transaction.liveSession(of: stored.room.id) else { return }
        for participant in try transaction.presentParticipants(of: session.session.id) {
            try write(.left(participant), stored, at: now, in: transaction)
        }
        try write(.ended(session.session.id), stored, at: now, in: transaction)
    }

    /// Ends every wait that the database knows: its pages were connected to a process that is gone.
    func endWaits(at now: Timestamp) async throws {
        guard try await storage.read({ try $0.isAnybodyWaiting() }) else { return }
        try await storage.write { transaction in
            for person in try transaction.waiting() {
                guard let stored = try transaction.room(person.roomID) else { continue }
                try Self.write(.waitingLeft(person), stored, at: now, in: transaction)
            }
        }
    }

    /// The sessions without an end, with the people who have not left and the digests of their resume secrets.
    func liveSessions() async throws -> [LiveSession] {
        try await storage.read { transaction in
            try transaction.liveSessions().map { live in
                let digests = try transaction.resumeDigests(of: live.session.id)
                let present = try transaction.presentParticipants(of: live.session.id)
                let chat = try transaction.chat(of: live.session.id, last: LiveRoom.chatHistory)
                return LiveSession(
                    session: live.session, isLocked: live.isLocked,
                    seats: present.map { ($0, String(decoding: digests[$0.id] ?? [], as: UTF8.self)) },
                    chat: chat.map { PageMessage.ChatMessage($0) })
            }
        }
    }
}

extension PageMessage.ChatMessage {
    fileprivate init(_ stored: StoredChatLine) {
        self.init(
            id: stored.number, from: stored.participant, name: stored.name, isHost: stored.isHost, text: stored.text,
            at: stored.at)
    }
}
