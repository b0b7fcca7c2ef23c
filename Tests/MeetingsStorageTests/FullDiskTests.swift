import GRDB
import Meetings
import Testing

@testable import MeetingsStorage

struct FullDiskTests {
    let folder: TemporaryFolder
    let storage: Storage

    init() async throws {
        folder = try TemporaryFolder()
        storage = try Storage.open(folder: folder.data)
        try await storage.write { try $0.insert(application()) }
    }

    /// Lets the file grow by so many pages from now on, as if the disk had no more.
    private func leave(pages: Int) async throws {
        try await storage.pool.writeWithoutTransaction { database in
            let now = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            try database.execute(sql: "PRAGMA max_page_count = \(now + pages)")
        }
    }

    private func add(_ number: Int) async throws {
        try await storage.write { transaction in
            let room = try transaction.insertRoom(number).room.id
            try transaction.append(
                .roomCreated, of: acme, room: room, body: [UInt8](repeating: 7, count: 900), at: noon)
        }
    }

    @Test("on a full disk writes are refused as such, reads go on, and writing goes on once there is space")
    func full() async throws {
        try await leave(pages: 40)
        var stored = 0
        var refusal: StorageError?
        while refusal == nil, stored < 10_000 {
            do {
                try await add(stored + 1)
                stored += 1
            } catch let error as StorageError {
                refusal = error
            }
        }
        #expect(refusal?.code == .diskFull)
        #expect(refusal?.message == "The disk is full: nothing was stored. Free space on it; no restart is needed.")
        #expect(stored > 10)
        // Once more, so that it is seen to hold; and nothing of what was refused is there.
        let second = await #expect(throws: StorageError.self) { try await add(99_999) }
        #expect(second?.code == .diskFull)
        let (rooms, last, refused) = try await storage.read { transaction in
            (
                try transaction.roomCount(of: acme), try transaction.lastSequence(),
                try transaction.room(RoomID("room-99999"), of: acme)
            )
        }
        #expect(rooms == stored)
        #expect(last == Int64(stored))
        #expect(refused == nil)
        try await leave(pages: 1000)
        try await add(stored + 1)
        #expect(try await storage.read { try $0.lastSequence() } == Int64(stored + 1))
        #expect(try await storage.check() == [])
    }

    @Test("everyone who shares a commit that does not fit is told so, and none of it is stored")
    func shared() async throws {
        try await leave(pages: 30)
        let results = await withTaskGroup(of: (Int, StorageError.Code?).self) { group in
            for number in 1...400 {
                group.addTask {
                    do {
                        try await add(number)
                        return (number, nil)
                    } catch {
                        return (number, (error as? StorageError)?.code)
                    }
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        let refused = Set(results.keys)
        #expect(!refused.isEmpty)
        #expect(results.values.allSatisfy { $0 == .diskFull })
        let kept = try await storage.read {
            try $0.rooms(of: acme, in: RoomRange(limit: 999)).rooms.map(\.room.id.rawValue)
        }
        #expect(Set(kept) == Set((1...400).filter { !refused.contains($0) }.map { "room-\($0)" }))
        #expect(try await storage.read { try $0.roomCount(of: acme) } == kept.count)
    }
}
