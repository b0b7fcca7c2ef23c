import Meetings
import MeetingsStorage
import Testing

/// What goes, and what stays when it does.
struct DeletionTests {
    let post: Outbox

    init() async throws { post = try await Outbox() }

    @Test("a deleted room takes its sessions, people and recordings along; its events and callbacks stay")
    func room() async throws {
        let room = RoomID("room-1")
        try await post.append(2)
        try await post.storage.write { transaction in
            try transaction.insert(Session(id: SessionID("s"), roomID: room, startedAt: noon), of: acme)
            try transaction.insert(
                Participant(
                    id: ParticipantID("p"), sessionID: SessionID("s"), roomID: room, name: "P", role: .guest,
                    isHost: false, joinedAt: noon))
            try transaction.insert(
                StoredRecording(
                    applicationID: acme,
                    recording: Recording(id: RecordingID("r"), sessionID: SessionID("s"), status: .started),
                    roomID: room))
        }
        #expect(try await post.storage.write { try $0.delete(room: room, of: other) } == false)
        #expect(try await post.storage.write { try $0.delete(room: room, of: acme) })
        #expect(try await post.storage.write { try $0.delete(room: room, of: acme) } == false)
        try await post.storage.read { (transaction: ReadTransaction) throws -> Void in
            #expect(try transaction.room(room, of: acme) == nil)
            #expect(try transaction.session(SessionID("s"), of: acme) == nil)
            #expect(try transaction.participants(of: SessionID("s")).isEmpty)
            #expect(try transaction.recording(RecordingID("r"), of: acme) == nil)
            #expect(try transaction.roomCount(of: acme) == 2)
            #expect(try transaction.availableRoomCount(of: acme) == 2)
            let page = try transaction.rooms(of: acme, in: RoomRange(limit: 9))
            #expect(page.rooms.map(\.serial) == [2, 3])
            #expect(page.total == 2)
            #expect(try transaction.events(of: acme, after: 0, room: room, limit: 9).count == 2)
        }
        let head = try #require(try await post.due().first)
        #expect(try await post.record(head, .delivered)?.sequence == 2)
        // Its last events still find the application's URL.
        try await post.append(1)
        #expect(try await post.delivery(3).url == Outbox.sessions)
    }

    @Test("old events go with what was sent of them, never with a callback that waits")
    func prune() async throws {
        for second in 0..<6 { try await post.append(1, room: 1 + second % 2, at: second) }
        let heads = try await post.due(9)
        #expect(heads.map(\.sequence) == [1, 2])
        _ = try await post.record(heads[0], .delivered, at: 9)
        _ = try await post.record(heads[1], .dead, at: 9)
        // 1 is delivered, 2 is dead, 3 to 6 are pending.
        func prune(_ seconds: Int, limit: Int = 99) async throws -> Int {
            try await post.storage.write { try $0.prune(events: noon + .seconds(seconds), limit: limit) }
        }
        #expect(try await prune(0) == 0)
        #expect(try await prune(1) == 1)
        #expect(try await prune(99, limit: 1) == 1)
        #expect(try await prune(99) == 0)
        try await post.storage.read { (transaction: ReadTransaction) throws -> Void in
            #expect(try transaction.events(of: acme, after: 0, limit: 9).map(\.sequence) == [3, 4, 5, 6])
            #expect(try transaction.deliveries(of: acme, limit: 9).map(\.sequence) == [6, 5, 4, 3])
            #expect(try transaction.attempts(of: 1).isEmpty)
            #expect(try transaction.deliveryCount(of: acme, in: .delivered) == 0)
            #expect(try transaction.deliveryCount(of: acme, in: .dead) == 0)
            #expect(try transaction.oldestSequence() == 3)
        }
    }

    @Test("places in the log are never given twice, even when the whole log is gone")
    func lastSequence() async throws {
        try await post.storage.write { transaction in
            for number in 0..<3 {
                try transaction.append(
                    .roomUpdated, of: acme, room: RoomID("room-1"), body: [], at: noon + .seconds(number))
            }
        }
        #expect(try await post.storage.write { try $0.prune(events: noon + .seconds(99), limit: 99) } == 3)
        #expect(try await post.storage.read { try $0.oldestSequence() } == nil)
        #expect(try await post.storage.read { try $0.lastSequence() } == 3)
        await post.storage.close()
        let again = try Storage.open(folder: post.folder.data)
        #expect(try await again.read { try $0.lastSequence() } == 3)
        let next = try await again.write { try $0.append(.roomUpdated, of: acme, room: nil, body: [], at: noon) }
        #expect(next == 4)
    }

    @Test("pruning finds the border in a log of thousands, also where places are missing")
    func border() async throws {
        try await post.storage.write { transaction in
            for number in 1...3000 {
                try transaction.append(.roomUpdated, of: acme, room: nil, body: [], at: noon + .seconds(number))
            }
        }
        for (seconds, expected) in [(1000, 999), (1000, 0), (2501, 1501), (9999, 500)] {
            let deleted = try await post.storage.write {
                try $0.prune(events: noon + .seconds(seconds), limit: 9999)
            }
            #expect(deleted == expected)
        }
    }
}
