import FoundationEssentials
import GRDB
import Meetings
import Testing

@testable import MeetingsStorage

struct OpeningTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func refusal(of folder: String) -> StorageError? {
        do throws(StorageError) {
            _ = try Storage.open(folder: folder)
            return nil
        } catch {
            return error
        }
    }

    private func change(_ sql: String) throws {
        try DatabaseQueue(path: folder.database).write { try $0.execute(sql: sql) }
    }

    @Test("makes the folder for its owner alone, and a file that nobody else can read")
    func permissions() throws {
        _ = try Storage.open(folder: folder.data)
        let folderMode =
            try FileManager.default.attributesOfItem(atPath: folder.data)[.posixPermissions] as? Int
        let fileMode =
            try FileManager.default.attributesOfItem(atPath: folder.database)[.posixPermissions] as? Int
        #expect(folderMode == 0o700)
        #expect(fileMode == 0o600)
    }

    @Test("keeps everything through closing and opening")
    func reopens() async throws {
        let first = try Storage.open(folder: folder.data)
        try await first.write { transaction in
            try transaction.insert(application())
            try transaction.insertRoom(1)
            try transaction.append(
                .roomCreated, of: acme, room: RoomID("room-1"), body: Array("{}".utf8), at: noon)
        }
        await first.close()
        let second = try Storage.open(folder: folder.data)
        let (found, room, last) = try await second.read { transaction in
            (
                try transaction.application(acme), try transaction.room(RoomID("room-1"), of: acme),
                try transaction.lastSequence()
            )
        }
        #expect(found == application())
        #expect(room?.room.displayName == "Room 1")
        #expect(last == 1)
    }

    @Test("refuses writes once it is closed")
    func closed() async throws {
        let storage = try Storage.open(folder: folder.data)
        await storage.close()
        await storage.close()
        await #expect(throws: StorageError(.unavailable, "The server is stopping: nothing was stored.")) {
            try await storage.write { try $0.insert(application()) }
        }
    }

    @Test("syncs every commit to the disk")
    func synchronous() throws {
        let pool = try DatabaseFile(folder: folder.data).open()
        let mode = try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
        let journal = try pool.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
        let keys = try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA foreign_keys") }
        #expect(mode == 2)
        #expect(journal == "wal")
        #expect(keys == 1)
    }

    @Test("refuses a database made by a newer version, in words, and leaves it as it is")
    func newer() throws {
        _ = try Storage.open(folder: folder.data)
        try change("PRAGMA user_version = 99")
        let error = refusal(of: folder.data)
        #expect(error?.code == .newer)
        #expect(error?.message.contains("made by a newer greenroom") == true)
        #expect(error?.message.contains("use that version") == true)
        let version = try DatabaseQueue(path: folder.database).read {
            try Int.fetchOne($0, sql: "PRAGMA user_version")
        }
        #expect(version == 99)
    }

    @Test("refuses a database of another program and does not touch it")
    func foreign() throws {
        try FileManager.default.createDirectory(atPath: folder.data, withIntermediateDirectories: true)
        try change("CREATE TABLE recipes(name)")
        let before = FileManager.default.contents(atPath: folder.database)
        #expect(refusal(of: folder.data)?.code == .foreign)
        #expect(FileManager.default.contents(atPath: folder.database) == before)
    }

    @Test("notices a damaged file: at once in its header, otherwise when the damaged part is read", arguments: [0, 1])
    func corrupt(page: Int) async throws {
        let before = try Storage.open(folder: folder.data)
        try await before.write { transaction in
            try transaction.insert(application())
            for number in 0..<1000 { try transaction.insertRoom(number) }
        }
        await before.close()
        try await DatabaseQueue(path: folder.database).writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
        var bytes = try #require(FileManager.default.contents(atPath: folder.database))
        let damaged = page == 0 ? 0..<100 : bytes.count / 2..<bytes.count
        for index in damaged { bytes[index] = UInt8(index * 31 % 251) }
        try bytes.write(to: URL(filePath: folder.database))
        if page == 0 {
            #expect(refusal(of: folder.data)?.code == .corrupt)
            return
        }
        let storage = try Storage.open(folder: folder.data)
        let error = await #expect(throws: StorageError.self) {
            try await storage.read { try $0.rooms(of: acme, in: RoomRange(limit: 5000)) }
        }
        #expect(error?.code == .corrupt)
    }

    @Test("refuses a file where the folder should be")
    func notAFolder() throws {
        try Data("x".utf8).write(to: URL(filePath: folder.data))
        let error = refusal(of: folder.data)
        #expect(error?.code == .folder)
        #expect(error?.message.contains("is a file, not a folder") == true)
    }

    @Test("refuses a folder that it cannot make")
    func unmakable() { #expect(refusal(of: "/proc/greenroom/data")?.code == .folder) }

    @Test("refuses a folder that it may not write to")
    func readOnly() {
        // Nobody, not even root, can make a file there.
        let error = refusal(of: "/proc/self")
        #expect(error?.code == .readOnly)
        #expect(error?.message.contains("cannot be written") == true)
    }

    @Test(
        "says in words what the engine reports",
        arguments: [
            (ResultCode.SQLITE_FULL, StorageError.Code.diskFull), (.SQLITE_READONLY, .readOnly),
            (.SQLITE_CORRUPT, .corrupt), (.SQLITE_NOTADB, .corrupt), (.SQLITE_BUSY, .unavailable),
            (.SQLITE_IOERR, .unavailable), (.SQLITE_CONSTRAINT, .conflict),
        ])
    func translation(result: ResultCode, code: StorageError.Code) {
        let error = StorageError(DatabaseError(resultCode: result, message: "detail"))
        #expect(error.code == code)
        #expect(!error.message.contains("SQLITE"))
    }

    @Test("two processes can open the same folder")
    func shared() async throws {
        let server = try Storage.open(folder: folder.data)
        let command = try Storage.open(folder: folder.data)
        try await command.write { try $0.insert(application()) }
        #expect(try await server.read { try $0.application(acme) } == application())
        try await server.write { _ = try $0.insertRoom(1) }
        #expect(try await command.read { try $0.roomCount(of: acme) } == 1)
    }
}
