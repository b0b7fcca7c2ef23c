import Meetings
import MeetingsStorage
import Testing

struct EventTests {
    let storage: Storage
    let folder: TemporaryFolder
    static let urls = CallbackURLs(
        rooms: "https://app.example/rooms", sessions: "https://app.example/sessions")

    init() async throws {
        folder = try TemporaryFolder()
        storage = try Storage.open(folder: folder.data)
        try await storage.write { transaction in
            try transaction.insert(application(callbacks: Self.urls))
            try transaction.insert(application(other))
            try transaction.insertRoom(1)
            try transaction.insertRoom(
                2, callbacks: CallbackURLs(sessions: "https://USER:pw@Room.Example:8443/x"))
        }
    }

    @Test("reads the log forwards and backwards, for an application or a room")
    func reading() async throws {
        try await storage.write { transaction in
            for number in 1...6 {
                let room = RoomID("room-\(number.isMultiple(of: 2) ? 2 : 1)")
                try transaction.append(
                    .roomUpdated, of: acme, room: room, session: SessionID("s"),
                    body: [UInt8(number), 0, 255],
                    at: noon + .seconds(number))
            }
            try transaction.append(.themeDeleted, of: other, room: nil, body: [9], at: noon)
        }
        try await storage.read { (transaction: ReadTransaction) throws -> Void in
            #expect(try transaction.events(of: acme, after: 2, limit: 3).map(\.sequence) == [3, 4, 5])
            #expect(try transaction.events(of: acme, before: 5, limit: 3).map(\.sequence) == [2, 3, 4])
            #expect(
                try transaction.events(of: acme, after: 0, room: RoomID("room-2"), limit: 9).map(\.sequence)
                    == [2, 4, 6])
            #expect(
                try transaction.events(of: acme, before: 6, room: RoomID("room-2"), limit: 9).map(
                    \.sequence) == [2, 4])
            #expect(try transaction.events(of: other, after: 0, limit: 9).map(\.sequence) == [7])
            #expect(try transaction.events(of: other, after: 0, room: RoomID("room-2"), limit: 9).isEmpty)
            #expect(try transaction.lastSequence() == 7)
            let event = try transaction.events(of: acme, after: 0, limit: 1).first
            #expect(
                event
                    == StoredEvent(
                        sequence: 1, applicationID: acme, roomID: RoomID("room-1"), sessionID: SessionID("s"),
                        name: "room:updated", body: [1, 0, 255], at: noon + .seconds(1)))
        }
    }

    @Test("an event and its callback are stored together, or not at all")
    func together() async throws {
        struct Withdrawn: Error {}
        await #expect(throws: Withdrawn.self) {
            try await storage.write { transaction in
                try transaction.append(
                    .sessionStarted, of: acme, room: RoomID("room-1"), body: [1], at: noon)
                throw Withdrawn()
            }
        }
        #expect(try await storage.read { try $0.dueDeliveries(at: noon, limit: 9) }.isEmpty)
        #expect(try await storage.read { try $0.lastSequence() } == 0)
        try await storage.write { transaction in
            try transaction.append(
                .sessionStarted, of: acme, room: RoomID("room-1"), body: [1, 2], at: noon)
        }
        let due = try await storage.read { try $0.dueDeliveries(at: noon, limit: 9) }
        #expect(due.count == 1)
        #expect(due.first?.url == "https://app.example/sessions")
        #expect(due.first?.body == [1, 2])
        #expect(due.first?.metadata == "m1")
        #expect(due.first?.webhookID == "msg_\(acme)_1")
        #expect(due.first?.eventName == "session:started")
        #expect(due.first?.committedAt == noon)
    }

    @Test("the room's own URL goes before the application's, and no URL means no callback")
    func precedence() async throws {
        try await storage.write { transaction in
            try transaction.append(.sessionStarted, of: acme, room: RoomID("room-2"), body: [], at: noon)
            try transaction.append(.roomExpired, of: acme, room: RoomID("room-2"), body: [], at: noon)
            try transaction.append(
                .recordingStarted, of: acme, room: RoomID("room-2"), body: [], at: noon)
            try transaction.append(.roomCreated, of: acme, room: RoomID("room-2"), body: [], at: noon)
            try transaction.append(.sessionStarted, of: other, room: nil, body: [], at: noon)
        }
        let due = try await storage.read { try $0.dueDeliveries(at: noon, limit: 9) }
        #expect(due.map(\.url) == ["https://USER:pw@Room.Example:8443/x", "https://app.example/rooms"])
        #expect(due.map(\.origin) == ["https://room.example:8443", "https://app.example"])
        #expect(due.map(\.kind) == [.sessions, .rooms])
    }
}
