import Meetings
import MeetingsStorage
import Testing

struct RoomTests {
    let storage: Storage
    let folder: TemporaryFolder

    init() async throws {
        folder = try TemporaryFolder()
        storage = try Storage.open(folder: folder.data)
        try await storage.write { transaction in
            try transaction.insert(application())
            try transaction.insert(application(other))
            try transaction.insert(theme(1))
        }
    }

    @Test("gives back every field of a room as it was stored, but no links")
    func roundTrip() async throws {
        let callbacks = CallbackURLs(
            rooms: "https://r.example", sessions: "https://s.example", recordings: nil)
        var sent = sampleRoom(7, theme: ThemeID("theme-1"), callbacks: callbacks)
        sent.links = RoomLinks(guest: "https://meet.example/1", host: "secret")
        let closing = RoomClosing(at: noon + .seconds(600), reason: .afterUse)
        let inserted = try await storage.write { [sent] in
            try $0.insert(sent, of: acme, hostID: host(7), closing: closing)
        }
        sent.links = RoomLinks()
        let expected = StoredRoom(
            serial: 1, applicationID: acme, room: sent, hostID: host(7), closing: closing)
        #expect(inserted == expected)
        #expect(try await storage.read { try $0.room(RoomID("room-7"), of: acme) } == expected)
        #expect(try await storage.read { try $0.room(meetingCode: "100000007") } == expected)
    }

    @Test("shows a room to its own application only")
    func tenants() async throws {
        try await storage.write { _ = try $0.insertRoom(1) }
        #expect(try await storage.read { try $0.room(RoomID("room-1"), of: other) } == nil)
        #expect(
            try await storage.read { try $0.rooms(of: other, in: RoomRange(limit: 5)).rooms }.isEmpty)
        #expect(try await storage.write { try $0.update(sampleRoom(1), of: other) } == false)
    }

    @Test("an update changes what it may and nothing else")
    func update() async throws {
        var changed = try await storage.write { try $0.insertRoom(1) }
        changed.room.expiresAt = noon + .seconds(9999)
        changed.room.language = .fr
        changed.room.themeID = ThemeID("theme-1")
        changed.room.callbackURLs = CallbackURLs(rooms: "https://x.example")
        changed.room.features.chat = true
        let room = changed.room
        #expect(try await storage.write { try $0.update(room, of: acme) })
        #expect(try await storage.read { try $0.room(room.id, of: acme) } == changed)
    }

    /// Rooms 1 to 10 get the serials 1, 3, 5 … 19; those between belong to the other application.
    private func fillPages() async throws {
        try await storage.write { transaction in
            for number in 1...10 {
                try transaction.insertRoom(
                    number, theme: number.isMultiple(of: 2) ? ThemeID("theme-1") : nil)
                try transaction.insertRoom(100 + number, of: other)
            }
        }
    }

    struct PageCase: Sendable {
        var range: RoomRange
        var serials: [Int64]
        var hasPrevious: Bool
        var hasNext: Bool
        var total = 10
    }

    @Test(
        "pages by serial",
        arguments: [
            PageCase(range: RoomRange(limit: 3), serials: [1, 3, 5], hasPrevious: false, hasNext: true),
            PageCase(
                range: RoomRange(start: 6, limit: 3), serials: [7, 9, 11], hasPrevious: true, hasNext: true),
            PageCase(
                range: RoomRange(start: 15, limit: 3), serials: [15, 17, 19], hasPrevious: true,
                hasNext: false),
            PageCase(
                range: RoomRange(limit: 10), serials: [1, 3, 5, 7, 9, 11, 13, 15, 17, 19],
                hasPrevious: false, hasNext: false),
            PageCase(
                range: RoomRange(end: 7, limit: 3), serials: [1, 3, 5], hasPrevious: false, hasNext: true),
            PageCase(
                range: RoomRange(end: 13, limit: 3), serials: [7, 9, 11], hasPrevious: true, hasNext: true),
            PageCase(
                range: RoomRange(end: 100, limit: 3), serials: [15, 17, 19], hasPrevious: true,
                hasNext: false),
            PageCase(
                range: RoomRange(start: 3, end: 9, limit: 2), serials: [3, 5], hasPrevious: true,
                hasNext: true),
            PageCase(
                range: RoomRange(start: 3, end: 7, limit: 2), serials: [3, 5], hasPrevious: true,
                hasNext: false),
            PageCase(
                range: RoomRange(start: 50, limit: 3), serials: [], hasPrevious: true, hasNext: false),
            PageCase(range: RoomRange(end: 1, limit: 3), serials: [], hasPrevious: false, hasNext: true),
            PageCase(
                range: RoomRange(start: 9, end: 4, limit: 3), serials: [], hasPrevious: true, hasNext: false
            ),
            PageCase(
                range: RoomRange(limit: 2, theme: ThemeID("theme-1")), serials: [3, 7], hasPrevious: false,
                hasNext: true, total: 5),
            PageCase(
                range: RoomRange(start: 11, limit: 9, theme: ThemeID("theme-1")), serials: [11, 15, 19],
                hasPrevious: true, hasNext: false, total: 5),
        ])
    func pages(page: PageCase) async throws {
        try await fillPages()
        let found = try await storage.read { try $0.rooms(of: acme, in: page.range) }
        #expect(found.rooms.map(\.serial) == page.serials)
        #expect(found.hasPrevious == page.hasPrevious)
        #expect(found.hasNext == page.hasNext)
        #expect(found.total == page.total)
    }

    @Test("walking back by the first serial skips no room")
    func walkingBack() async throws {
        try await fillPages()
        var seen: [Int64] = []
        var end: Int64? = Int64.max
        while let before = end {
            let page = try await storage.read {
                try $0.rooms(of: acme, in: RoomRange(end: before, limit: 3))
            }
            seen = page.rooms.map(\.serial) + seen
            end = page.hasPrevious ? page.rooms.first?.serial : nil
        }
        #expect(seen == [1, 3, 5, 7, 9, 11, 13, 15, 17, 19])
    }

    @Test("finds the rooms whose time has come, the longest overdue first")
    func due() async throws {
        try await storage.write { transaction in
            for (number, seconds) in [(1, 30), (2, 10), (3, 20)] {
                let closing = RoomClosing(at: noon + .seconds(seconds), reason: .neverUsed)
                try transaction.insertRoom(number, closing: closing)
            }
            try transaction.insertRoom(4)
        }
        #expect(try await storage.read { try $0.earliestClosing() } == noon + .seconds(10))
        #expect(try await storage.read { try $0.roomsDue(at: noon + .seconds(9), limit: 9) }.isEmpty)
        let due = try await storage.read { try $0.roomsDue(at: noon + .seconds(20), limit: 9) }
        #expect(due.map(\.room.displayName) == ["Room 2", "Room 3"])
        #expect(
            try await storage.read { try $0.roomsDue(at: noon + .seconds(99), limit: 1) }.count == 1)
    }

    @Test("a closed room is due no more, is counted as closed, and stays readable with its reason")
    func closing() async throws {
        let id = RoomID("room-1")
        try await storage.write { transaction in
            try transaction.insertRoom(1, closing: RoomClosing(at: noon, reason: .expired))
            try transaction.insertRoom(2)
        }
        #expect(try await storage.write { try $0.close(id, at: noon + .seconds(1), reason: .expired) })
        #expect(
            try await storage.write { try $0.close(id, at: noon + .seconds(2), reason: nil) } == false)
        #expect(try await storage.write { try $0.setClosing(nil, of: id) } == false)
        let found = try await storage.read { try $0.room(id, of: acme) }
        #expect(found?.room.isAvailable == false)
        #expect(found?.closing == nil)
        #expect(found?.closeReason == .expired)
        #expect(found?.closedAt == noon + .seconds(1))
        #expect(try await storage.read { try $0.earliestClosing() } == nil)
        #expect(try await storage.read { try $0.roomCount(of: acme) } == 2)
        #expect(try await storage.read { try $0.availableRoomCount(of: acme) } == 1)
    }

    @Test("a room's closing can be taken away and set again")
    func setClosing() async throws {
        let id = RoomID("room-1")
        try await storage.write {
            _ = try $0.insertRoom(1, closing: RoomClosing(at: noon, reason: .neverUsed))
        }
        try await storage.write { _ = try $0.setClosing(nil, of: id) }
        #expect(try await storage.read { try $0.earliestClosing() } == nil)
        let closing = RoomClosing(at: noon + .seconds(5), reason: .idle)
        try await storage.write { _ = try $0.setClosing(closing, of: id) }
        #expect(try await storage.read { try $0.room(id, of: acme) }?.closing == closing)
    }
}
