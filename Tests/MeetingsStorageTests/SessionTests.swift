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

    @Test("lists what goes on, and what has ended since a time")
    func active() async throws {
        let (early, late, live) = (session(1), session(2), session(3, room: 2))
        try await storage.write { transaction in
            for (session, end) in [(early, 50), (late, 60)] {
                try transaction.insert(session, of: acme)
                try transaction.end(session.id, at: noon + .seconds(end))
            }
            try transaction.insert(live, of: acme)
        }
        func active(from seconds: Int) async throws -> [String] {
            try await storage.read {
                try $0.sessions(of: acme, activeFrom: noon + .seconds(seconds), offset: 0, limit: 9)
            }.sessions.map(\.session.id.rawValue)
        }
        #expect(try await active(from: 50) == ["session-3", "session-2", "session-1"])
        #expect(try await active(from: 51) == ["session-3", "session-2"])
        #expect(try await active(from: 61) == ["session-3"])
        #expect(try await storage.read { try $0.sessions(of: other, activeFrom: noon, offset: 0, limit: 9).total } == 0)
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

    @Test("keeps the last lines of a chat while the session goes on, and none afterwards")
    func chat() async throws {
        let (first, second) = (session(1), session(2, room: 2))
        let (host, guest) = (participant(1), participant(2, session: 2))
        try await storage.write { transaction in
            for session in [first, second] { try transaction.insert(session, of: acme) }
            for participant in [host, guest] { try transaction.insert(participant) }
            for number in 1...4 {
                try transaction.insert(
                    chatLine: number, "line \(number)", of: host.id, in: first.id, at: noon + .seconds(number))
            }
            try transaction.insert(chatLine: 1, "elsewhere", of: guest.id, in: second.id, at: noon)
        }
        let lines = try await storage.read { try $0.chat(of: first.id, last: 3) }
        #expect(lines.map(\.text) == ["line 2", "line 3", "line 4"])
        #expect(lines.map(\.number) == [2, 3, 4])
        #expect(lines.first?.name == "Person 1" && lines.first?.isHost == true)
        #expect(lines.first?.at == noon + .seconds(2))
        await #expect(throws: StorageError.self, "the number is taken") {
            try await storage.write {
                try $0.insert(chatLine: 4, "again", of: host.id, in: first.id, at: noon)
            }
        }
        try await storage.write { _ = try $0.end(first.id, at: noon + .seconds(9)) }
        #expect(try await storage.read { try $0.chat(of: first.id, last: 3) } == [])
        await #expect(throws: StorageError.self, "it has ended") {
            try await storage.write { try $0.insert(chatLine: 9, "late", of: host.id, in: first.id, at: noon) }
        }
        try await storage.write { _ = try $0.delete(room: RoomID("room-2"), of: acme) }
        #expect(try await storage.read { try $0.chat(of: second.id, last: 3) } == [])
    }

    @Test("a live session can be locked and opened; one that has ended cannot")
    func locked() async throws {
        let live = session(1)
        try await storage.write { try $0.insert(live, of: acme) }
        func set(_ locked: Bool) async throws -> Bool {
            try await storage.write { try $0.setLocked(locked, session: live.id) }
        }
        #expect(try await storage.read { try $0.session(live.id, of: acme)?.isLocked } == false)
        #expect(try await set(true))
        #expect(try await set(true) == false)
        #expect(try await storage.read { try $0.liveSession(of: live.roomID)?.isLocked } == true)
        #expect(try await set(false))
        _ = try await storage.write { try $0.end(live.id, at: noon + .seconds(60)) }
        #expect(try await set(true) == false)
    }

    @Test("knows whether a session in the room has ended")
    func ended() async throws {
        let live = session(1)
        let room = live.roomID
        #expect(try await storage.read { try $0.hasEndedSession(in: room) } == false)
        try await storage.write { try $0.insert(live, of: acme) }
        #expect(try await storage.read { try $0.hasEndedSession(in: room) } == false)
        _ = try await storage.write { try $0.end(live.id, at: noon + .seconds(60)) }
        #expect(try await storage.read { try $0.hasEndedSession(in: room) })
        #expect(try await storage.read { try $0.hasEndedSession(in: RoomID("room-2")) } == false)
    }

    @Test("adds up the visits and the recordings that ended")
    func sums() async throws {
        let live = session(1)
        let people = (1...3).map { participant($0) }
        try await storage.write { transaction in
            try transaction.insert(live, of: acme)
            for person in people { try transaction.insert(person) }
            try transaction.leave(people[0].id, at: noon + .seconds(31))
            try transaction.leave(people[1].id, at: noon + .seconds(12) + .milliseconds(700))
            for (number, end) in [(1, 20), (2, nil), (3, 45)] as [(Int, Int?)] {
                try transaction.insert(
                    StoredRecording(
                        applicationID: acme,
                        recording: Recording(
                            id: RecordingID("r-\(number)"), sessionID: live.id, startedAt: noon,
                            endedAt: end.map { noon + .seconds($0) }, status: .stopped),
                        roomID: live.roomID))
            }
        }
        let found = try await storage.read { try $0.session(live.id, of: acme) }
        #expect(found?.billedSeconds == 40)
        #expect(found?.recordedSeconds == 65)
        #expect(found?.isRecorded == true)
    }

    @Test(
        "filters sessions by start and by recording",
        arguments: [
            (nil, nil, nil, [5, 4, 3, 2, 1]), (3, nil, nil, [5, 4, 3]), (nil, 2, nil, [2, 1]), (2, 4, nil, [4, 3, 2]),
            (nil, nil, true, [4, 2]), (nil, nil, false, [5, 3, 1]), (3, 9, true, [4]), (9, nil, nil, []),
        ] as [(Int?, Int?, Bool?, [Int])])
    func filters(from: Int?, to: Int?, recorded: Bool?, expected: [Int]) async throws {
        let sessions = (1...5).map { session($0) }
        try await storage.write { transaction in
            for (index, session) in sessions.enumerated() {
                try transaction.insert(session, of: acme)
                try transaction.end(session.id, at: noon + .seconds(100))
                guard !index.isMultiple(of: 2) else { continue }
                try transaction.insert(
                    StoredRecording(
                        applicationID: acme,
                        recording: Recording(
                            id: RecordingID("r-\(index)"), sessionID: session.id, status: .started),
                        roomID: session.roomID))
            }
        }
        let page = try await storage.read {
            try $0.sessions(
                of: acme, from: from.map { noon + .seconds($0) }, to: to.map { noon + .seconds($0) },
                recorded: recorded, offset: 0, limit: 9)
        }
        #expect(page.sessions.map(\.session.id.rawValue) == expected.map { "session-\($0)" })
        #expect(page.total == expected.count)
    }
}
