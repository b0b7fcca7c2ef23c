import Meetings
import MeetingsStorage
import Testing

struct CountsTests {
    let post: Outbox

    init() async throws { post = try await Outbox() }

    @Test("an empty storage counts nothing")
    func empty() async throws {
        let folder = try TemporaryFolder()
        let counts = try await Storage.open(folder: folder.data).read { try $0.counts() }
        #expect(counts.applications == 0)
        #expect(counts.roomsTotal == 0)
        #expect(counts.deliveriesPending == 0)
        #expect(counts.lastSequence == 0)
        #expect(counts.oldestPendingDelivery == nil)
    }

    @Test("counts what is there, through every change")
    func everything() async throws {
        try await post.append(2, at: 5)
        try await post.append(1, room: 2, at: 3)
        try await post.storage.write { transaction in
            try transaction.insert(application(other))
            try transaction.insertRoom(9, of: other)
            try transaction.close(RoomID("room-3"), at: noon, reason: nil)
            for (number, room) in [(1, 1), (2, 1), (3, 2)] {
                let session = SessionID("s-\(number)")
                try transaction.insert(
                    Session(id: session, roomID: RoomID("room-\(room)"), startedAt: noon), of: acme)
                for person in 1...2 {
                    let id = ParticipantID("p-\(number)-\(person)")
                    try transaction.insert(
                        Participant(
                            id: id, sessionID: session, roomID: RoomID("room-\(room)"), name: "P", role: .guest,
                            isHost: false, joinedAt: noon))
                    if person == 2 || number == 1 { try transaction.leave(id, at: noon) }
                }
                if number == 1 { try transaction.end(session, at: noon) }
            }
        }
        let head = try #require(try await post.due(9).first { $0.roomID == RoomID("room-1") })
        _ = try await post.record(head, .dead, at: 9)
        let counts = try await post.storage.read { try $0.counts() }
        #expect(counts.applications == 2)
        #expect(counts.roomsOpen == 3)
        #expect(counts.roomsTotal == 4)
        #expect(counts.sessionsLive == 2)
        #expect(counts.participantsPresent == 2)
        #expect(counts.lastSequence == 3)
        #expect(counts.deliveriesPending == 2)
        #expect(counts.deliveriesDead == 1)
        #expect(counts.oldestPendingDelivery == noon + .seconds(3))
    }

    /// A theme's rooms, counted one by one.
    private func compare(_ themes: [ThemeID]) async throws {
        for theme in themes {
            let (page, open) = try await post.storage.read { transaction in
                (
                    try transaction.rooms(of: acme, in: RoomRange(limit: 999, theme: theme)),
                    try transaction.roomCount(using: theme)
                )
            }
            #expect(page.total == page.rooms.count)
            #expect(open == page.rooms.count { $0.room.isAvailable })
        }
    }

    @Test("the rooms of a theme are counted right through every change")
    func themes() async throws {
        let themes = [ThemeID("theme-1"), ThemeID("theme-2")]
        try await post.storage.write { transaction in
            try transaction.insert(theme(1))
            try transaction.insert(theme(2))
            for number in 10..<20 { try transaction.insertRoom(number, theme: themes[number % 2]) }
        }
        try await compare(themes)
        try await post.storage.write { transaction in
            try transaction.close(RoomID("room-10"), at: noon, reason: nil)
            try transaction.close(RoomID("room-1"), at: noon, reason: nil)
            try transaction.update(sampleRoom(11, theme: themes[0]), of: acme)
            try transaction.update(sampleRoom(12), of: acme)
            try transaction.update(sampleRoom(2, theme: themes[1]), of: acme)
            try transaction.update(sampleRoom(13, theme: themes[1]), of: acme)
            try transaction.delete(room: RoomID("room-14"), of: acme)
            try transaction.delete(room: RoomID("room-10"), of: acme)
        }
        try await compare(themes)
        _ = try await post.storage.write { try $0.reassignRooms(of: themes[0], to: themes[1]) }
        try await compare(themes)
        #expect(try await post.storage.read { try $0.roomCount(using: themes[1]) } > 5)
        _ = try await post.storage.write { try $0.delete(theme: themes[1], of: acme) }
        try await compare(themes)
        #expect(try await post.storage.read { try $0.roomCount(using: themes[1]) } == 0)
        // A foreign theme counts nothing.
        let foreign = try await post.storage.read {
            try $0.rooms(of: other, in: RoomRange(limit: 9, theme: themes[0])).total
        }
        #expect(foreign == 0)
    }

    @Test("an imported room or theme keeps everything but its serial")
    func imported() async throws {
        var room = sampleRoom(77)
        room.isAvailable = false
        let closed = StoredRoom(
            serial: 4711, applicationID: acme, room: room, hostID: host(77), closeReason: .expired, closedAt: noon)
        let stored = try await post.storage.write { try $0.importRoom(closed) }
        var expected = closed
        expected.serial = 4
        #expect(stored == expected)
        let found = try await post.storage.read {
            try $0.rooms(ids: [RoomID("room-77"), RoomID("nowhere"), RoomID("room-1")])
        }
        #expect(found.map(\.serial) == [4, 1])
        #expect(found.first == expected)
        #expect(try await post.storage.read { try $0.availableRoomCount(of: acme) } == 3)
        try await post.storage.write { try $0.importTheme(theme(5)) }
        #expect(try await post.storage.read { try $0.theme(ThemeID("theme-5")) } == theme(5))
    }
}
