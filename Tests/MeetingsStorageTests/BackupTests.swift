import FoundationEssentials
import GRDB
import Meetings
import MeetingsStorage
import Testing

struct BackupTests {
    let folder: TemporaryFolder
    let storage: Storage

    init() async throws {
        folder = try TemporaryFolder()
        storage = try Storage.open(folder: folder.data)
        try await storage.write { try $0.insert(application()) }
    }

    /// A data folder with the backup in it.
    private func restored(_ backup: String) throws -> Storage {
        let data = folder.path + "/restored-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: backup, toPath: data + "/" + Storage.fileName)
        return try Storage.open(folder: data)
    }

    @Test("a backup is one file, for its owner alone, and opens as the whole database")
    func whole() async throws {
        try await storage.write { transaction in
            for number in 1...50 {
                let room = try transaction.insertRoom(number).room.id
                try transaction.append(.roomCreated, of: acme, room: room, body: [1], at: noon)
            }
        }
        let path = folder.path + "/backup.db"
        let summary = try await storage.backup(to: path)
        #expect(summary.lastSequence == 50)
        #expect(summary.rooms == 50)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(FileManager.default.contents(atPath: path).map { Int64($0.count) } == summary.bytes)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["backup.db", "data"])
        let copy = try restored(path)
        #expect(try await copy.read { try $0.roomCount(of: acme) } == 50)
        #expect(try await copy.read { try $0.application(acme) } == application())
        await copy.close()
    }

    @Test("a backup replaces no file and leaves none behind where it may not write")
    func refused() async throws {
        let path = folder.path + "/backup.db"
        try Data("precious".utf8).write(to: URL(filePath: path))
        let taken = await #expect(throws: StorageError.self) { try await storage.backup(to: path) }
        #expect(taken?.code == .conflict)
        #expect(FileManager.default.contents(atPath: path) == Data("precious".utf8))
        let nowhere = await #expect(throws: StorageError.self) {
            try await storage.backup(to: folder.path + "/missing/backup.db")
        }
        #expect(nowhere?.code == .folder)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["backup.db", "data"])
    }

    @Test("another process can back up while the server runs")
    func otherProcess() async throws {
        try await storage.write { _ = try $0.insertRoom(1) }
        let summary = try Storage.backup(folder: folder.data, to: folder.path + "/backup.db")
        #expect(summary.rooms == 1)
        #expect(throws: StorageError.self) {
            try Storage.backup(folder: folder.path + "/missing", to: folder.path + "/other.db")
        }
    }

    @Test("twenty backups under load are each whole up to an exact event, and none is torn")
    func underLoad() async throws {
        let storage = storage
        let stop = Stop()
        let writers = (0..<4).map { writer in
            Task {
                var number = writer * 1_000_000
                while !stop.isSet {
                    number += 1
                    let name = number
                    // A room, its event and its callback belong together.
                    try await storage.write { transaction in
                        let stored = try transaction.insertRoom(
                            name, callbacks: CallbackURLs(sessions: "https://b.example/s"))
                        try transaction.append(.sessionStarted, of: acme, room: stored.room.id, body: [1], at: noon)
                    }
                }
                return number - writer * 1_000_000
            }
        }
        var summaries: [(path: String, summary: BackupSummary, acknowledged: Int64)] = []
        for number in 0..<20 {
            let path = folder.path + "/backup-\(number).db"
            let acknowledged = try await storage.read { try $0.lastSequence() }
            summaries.append((path, try await storage.backup(to: path), acknowledged))
        }
        stop.set()
        var written = 0
        for writer in writers { written += try await writer.value }
        #expect(written > 20)
        for (path, summary, acknowledged) in summaries {
            #expect(summary.lastSequence >= acknowledged)
            let copy = try restored(path)
            #expect(try await copy.check() == [])
            let (sequences, rooms, callbacks) = try await copy.read { transaction in
                (
                    try transaction.events(of: acme, after: 0, limit: .max).map(\.sequence),
                    try transaction.roomCount(of: acme),
                    try transaction.deliveries(of: acme, limit: .max).map(\.sequence)
                )
            }
            #expect(sequences == Array(0..<summary.lastSequence).map { $0 + 1 })
            #expect(rooms == sequences.count)
            #expect(callbacks.reversed() == sequences)
            await copy.close()
        }
        await storage.close()
    }
}
