import Meetings
import MeetingsStorage
import Testing

struct SessionTests {
    let storage: Storage
    let folder: TemporaryFolder

    init() async throws {
        folder = try TemporaryFolder()
        storage = try Storage.open(folder: folder.data)
        try await storage.write { transaction in
            try transaction.insert(application())
            try transaction.insertRoom(1)
            try transaction.insertRoom(2)
        }
    }

    private func session(_ number: Int, room: Int = 1) -> Session {
        Session(
            id: SessionID("session-\(number)"), roomID: RoomID("room-\(room)"),
            startedAt: noon + .seconds(number))
    }

    private func participant(_ number: Int, session: Int = 1) -> Participant {
        Participant(
            id: ParticipantID("p-\(number)"), sessionID: SessionID("session-\(session)"),
            roomID: RoomID("room-1"),
            name: "Person \(number)", role: .guest, isHost: number == 1, joinedAt: noon + .seconds(number)
        )
    }

    @Test("a room has one live session at most")
    func oneLive() async throws {
        let (first, second) = (session(1), session(2))
        try await storage.write { try $0.insert(first, of: acme) }
        await #expect(throws: StorageError.self) {
            try await storage.write { try $0.insert(second, of: acme) }
        }
        #expect(try await storage.read { try $0.liveSession(of: RoomID("room-1")) }?.session == first)
        #expect(try await storage.write { try $0.end(first.id, at: noon + .seconds(60)) })
        #expect(try await storage.write { try $0.end(first.id, at: noon + .seconds(61)) } == false)
        #expect(try await storage.read { try $0.liveSession(of: RoomID("room-1")) } == nil)
        #expect(
            try await storage.read { try $0.lastSessionEnd(of: RoomID("room-1")) } == noon + .seconds(60))
        #expect(try await storage.read { try $0.lastSessionEnd(of: RoomID("room-2")) } == nil)
        try await storage.write { try $0.insert(second, of: acme) }
        #expect(try await storage.read { try $0.liveSessions().map(\.session.id) } == [second.id])
    }

    @Test("lists sessions newest first, by page, with the room's name and the people")
    func list() async throws {
        let sessions = (1...5).map { session($0) }
        let (host, guest) = (participant(1, session: 5), participant(2, session: 5))
        try await storage.write { transaction in
            for session in sessions {
                try transaction.insert(session, of: acme)
                if session != sessions.last { try transaction.end(session.id, at: noon + .seconds(100)) }
            }
            try transaction.insert(host)
            try transaction.insert(guest)
            try transaction.leave(guest.id, at: noon + .seconds(50))
        }
        let page = try await storage.read { try $0.sessions(of: acme, offset: 0, limit: 2) }
        #expect(page.total == 5)
        #expect(page.sessions.map(\.session.id.rawValue) == ["session-5", "session-4"])
        #expect(page.sessions.first?.roomName == "Room 1")
        #expect(page.sessions.first?.present == 1)
        #expect(page.sessions.first?.seen == 2)
        let rest = try await storage.read { try $0.sessions(of: acme, offset: 4, limit: 2) }
        #expect(rest.sessions.map(\.session.id.rawValue) == ["session-1"])
        #expect(try await storage.read { try $0.sessions(of: other, offset: 0, limit: 2).total } == 0)
        let none = try await storage.read {
            try $0.sessions(of: acme, room: RoomID("room-2"), offset: 0, limit: 2)
        }
        #expect(none.sessions.isEmpty)
    }

    @Test("knows who was in a session, who still is, and who comes back")
    func participants() async throws {
        let live = session(1)
        let (first, second) = (participant(1), participant(2))
        try await storage.write { transaction in
            try transaction.insert(live, of: acme)
            try transaction.insert(first, resumeDigest: [1, 2, 3])
            try transaction.insert(second)
        }
        #expect(try await storage.read { try $0.participant(resumeDigest: [1, 2, 3]) } == first)
        #expect(try await storage.read { try $0.participant(resumeDigest: [1, 2]) } == nil)
        #expect(try await storage.write { try $0.leave(first.id, at: noon + .seconds(9)) })
        #expect(try await storage.write { try $0.leave(first.id, at: noon + .seconds(10)) } == false)
        var gone = first
        gone.leftAt = noon + .seconds(9)
        #expect(try await storage.read { try $0.participants(of: live.id) } == [gone, second])
        #expect(try await storage.read { try $0.presentParticipants(of: live.id) } == [second])
    }
}
