import GRDB
import Meetings
import Synchronization
import Testing

@testable import MeetingsStorage

struct GroupCommitTests {
    struct Refusal: Error, Equatable { var number: Int }

    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Starts `count` writers while a first one holds up the writer's thread, so that they share commits.
    private func shareACommit(
        _ storage: Storage, count: Int,
        _ body: @escaping @Sendable (Int, WriteTransaction) throws -> Void
    ) async -> [Result<Void, any Error>] {
        let started = Counter()
        let holder = Task { try await storage.write { _ in while started.value < count { continue } } }
        let writers = (0..<count).map { number in
            Task {
                started.add()
                try await storage.write { try body(number, $0) }
            }
        }
        _ = await holder.result
        var results: [Result<Void, any Error>] = []
        for writer in writers { results.append(await writer.result) }
        return results
    }

    final class Counter: Sendable {
        private let count = Mutex(0)
        var value: Int { count.withLock { $0 } }
        func add() { count.withLock { $0 += 1 } }
    }

    @Test("a thousand writers at once are all durable, and share commits")
    func concurrent() async throws {
        let commits = Mutex<[Int64]>([])
        let storage = try Storage.open(folder: folder.data) { news in
            commits.withLock { $0.append(news.lastSequence) }
        }
        try await storage.write { try $0.insert(application()) }
        let results = await shareACommit(storage, count: 1000) { number, transaction in
            let stored = try transaction.insertRoom(number)
            try transaction.append(.roomCreated, of: acme, room: stored.room.id, body: [], at: noon)
        }
        for result in results { try result.get() }
        await storage.close()
        let again = try Storage.open(folder: folder.data)
        #expect(try await again.read { try $0.roomCount(of: acme) } == 1000)
        #expect(try await again.read { try $0.lastSequence() } == 1000)
        let signals = commits.withLock { $0 }
        #expect(signals.last == 1000)
        #expect(signals == signals.sorted())
        #expect(signals.count < 500)
    }

    @Test("a writer that throws undoes its own change only, and gets its own error")
    func savepoints() async throws {
        let storage = try Storage.open(folder: folder.data)
        try await storage.write { try $0.insert(application()) }
        let results = await shareACommit(storage, count: 60) { number, transaction in
            let stored = try transaction.insertRoom(number)
            try transaction.append(.roomCreated, of: acme, room: stored.room.id, body: [], at: noon)
            if number.isMultiple(of: 3) { throw Refusal(number: number) }
        }
        for (number, result) in results.enumerated() {
            if number.isMultiple(of: 3) {
                #expect(throws: Refusal(number: number)) { try result.get() }
            } else {
                try result.get()
            }
        }
        let (rooms, events) = try await storage.read { transaction in
            (
                try transaction.rooms(of: acme, in: RoomRange(limit: 100)),
                try transaction.events(of: acme, after: 0, limit: 100)
            )
        }
        #expect(rooms.total == 40)
        #expect(rooms.rooms.count == 40)
        // A withdrawn event leaves no gap in the numbers.
        #expect(events.map(\.sequence) == Array(1...40))
    }

    @Test("what breaks a rule of the database is a conflict, and hurts nobody else")
    func conflict() async throws {
        let storage = try Storage.open(folder: folder.data)
        try await storage.write { try $0.insert(application()) }
        let results = await shareACommit(storage, count: 10) { number, transaction in
            try transaction.insertRoom(number == 5 ? 4 : number)
        }
        let failures = results.compactMap { result -> StorageError? in
            guard case .failure(let error) = result else { return nil }
            return error as? StorageError
        }
        #expect(failures.map(\.code) == [.conflict])
        #expect(try await storage.read { try $0.roomCount(of: acme) } == 9)
    }

    @Test("a mutation sees what the one before it in the same commit did")
    func readsItsOwnWrites() async throws {
        let storage = try Storage.open(folder: folder.data)
        let name = try await storage.write { transaction in
            try transaction.insert(application())
            try transaction.insertRoom(1)
            return try transaction.room(RoomID("room-1"), of: acme)?.room.displayName
        }
        #expect(name == "Room 1")
    }

    @Test("commits without events signal nothing")
    func silentCommit() async throws {
        let signals = Mutex(0)
        let storage = try Storage.open(folder: folder.data) { _ in signals.withLock { $0 += 1 } }
        try await storage.write { try $0.insert(application()) }
        try? await storage.write { transaction in
            try transaction.append(.roomCreated, of: acme, room: nil, body: [], at: noon)
            throw Refusal(number: 0)
        }
        #expect(signals.withLock { $0 } == 0)
    }

    @Test("when the disk is full everyone of the commit is told, and the next commit works")
    func diskFull() async throws {
        let pool = try DatabaseFile(folder: folder.data).open()
        let commits = GroupCommit(pool: pool) { _ in }
        try await pool.writeWithoutTransaction { database in
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            try database.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
        let errors = Mutex<[StorageError.Code?]>([])
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            commits.submit(
                GroupCommit.Mutation(
                    run: { transaction in
                        try transaction.insert(application())
                        for number in 0..<500 { try transaction.insertRoom(number) }
                        return { continuation.resume() }
                    },
                    refuse: { error in
                        errors.withLock { $0.append((error as? StorageError)?.code) }
                        continuation.resume()
                    }))
        }
        #expect(errors.withLock { $0 } == [.diskFull])
        try await pool.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA max_page_count = 1000000")
        }
        let worked = await withCheckedContinuation { continuation in
            commits.submit(
                GroupCommit.Mutation(
                    run: { transaction in
                        try transaction.insert(application())
                        return { continuation.resume(returning: true) }
                    },
                    refuse: { _ in continuation.resume(returning: false) }))
        }
        #expect(worked)
    }
}
