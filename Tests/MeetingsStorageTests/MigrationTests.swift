import FoundationEssentials
import GRDB
import Meetings
import Testing

@testable import MeetingsStorage

struct MigrationTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A file as the first version left it: three rooms (one closed), a theme, a session, one callback of each state.
    private func makeFirstVersion() throws {
        try FileManager.default.createDirectory(atPath: folder.data, withIntermediateDirectories: true)
        let file = try DatabaseQueue(path: folder.database)
        try file.write { database in
            try database.execute(sql: Schema.steps[0])
            try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
            try database.execute(sql: "PRAGMA user_version = 1")
            try database.execute(
                sql: """
                    INSERT INTO applications VALUES(
                        '\(acme)', 'Acme', 'a1b2c3d4', 'PEM', 's1', 's2', NULL, NULL, 'https://b.example/s', NULL, 1);
                    INSERT INTO themes VALUES(
                        1, 'theme-1', '\(acme)', 'Theme', '#0af', 'Brand', NULL, 'd', 'a', NULL, NULL, NULL, NULL, NULL,
                        NULL);
                    """)
            for number in 1...3 {
                try database.execute(
                    sql: """
                        INSERT INTO rooms VALUES(
                            \(number), 'room-\(number)', '\(acme)', 'Room \(number)', NULL, 'long_term', 9999, 0, 0, 0,
                            \(number == 3 ? "NULL" : "'theme-1'"), 'none', 'default', NULL, NULL, NULL, 1, 1, 1, 1, 0,
                            'en', '10000000\(number)', \(number == 2 ? 0 : 1), 5, 'host-\(number)', NULL, NULL, NULL);
                        """)
            }
            try database.execute(
                sql: "INSERT INTO sessions VALUES(1, 'session-1', 'room-1', '\(acme)', 10, NULL)")
            for (number, state) in ["delivered", "dead", "pending", "pending"].enumerated() {
                try database.execute(
                    sql: """
                        INSERT INTO events VALUES(\(number + 1), '\(acme)', 'room-1', NULL, 'session:started', x'7b7d', 7);
                        INSERT INTO deliveries VALUES(
                            \(number + 1), \(number + 1), '\(acme)', 'room-1', 'room-1', 'sessions', 'https://b.example/s',
                            'https://b.example', 'msg_\(number + 1)', NULL, '\(state)', 0, \(number == 2 ? "7" : "NULL"),
                            NULL, NULL, 7);
                        """)
            }
        }
        try file.close()
    }

    @Test("a recording of a version that made no films is one that nobody made yet")
    func recordings() async throws {
        try makeFirstVersion()
        let file = try DatabaseQueue(path: folder.database)
        try await file.write { database in
            for step in Schema.steps[1..<6] { try database.execute(sql: step) }
            try database.execute(sql: "PRAGMA user_version = 6")
            try database.execute(
                sql: """
                    INSERT INTO recordings VALUES(
                        1, 'rec-1', '\(acme)', 'room-1', 'session-1', 'stopped', 10, 20, NULL, NULL, NULL)
                    """)
        }
        try file.close()
        let storage = try Storage.open(folder: folder.data)
        try await storage.read { (transaction: ReadTransaction) throws -> Void in
            let open = try transaction.openRecordings()
            #expect(open.map(\.recording.id.rawValue) == ["rec-1"])
            #expect(open.first?.isOwnerOnly == false && open.first?.recording.failure == nil)
            #expect(try transaction.nextRecordingJob() == nil)
        }
        await storage.close()
    }

    @Test("a file of the first version keeps everything and learns the new")
    func first() async throws {
        try makeFirstVersion()
        let storage = try Storage.open(folder: folder.data)
        let version = try await storage.pool.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
        #expect(version == Schema.steps.count)
        try await storage.read { (transaction: ReadTransaction) throws -> Void in
            #expect(try transaction.application(acme)?.previousSignatureSecret == nil)
            #expect(try transaction.roomCount(of: acme) == 3)
            #expect(try transaction.roomCount(using: ThemeID("theme-1")) == 1)
            #expect(try transaction.rooms(of: acme, in: RoomRange(limit: 9, theme: ThemeID("theme-1"))).total == 2)
            #expect(try transaction.session(SessionID("session-1"), of: acme)?.isLocked == false)
            for (state, count) in [(DeliveryState.pending, 2), (.delivered, 1), (.dead, 1)] {
                #expect(try transaction.deliveryCount(of: acme, in: state) == count)
            }
            #expect(try transaction.lastSequence() == 4)
        }
        // The dead one was never told of; the next of its lane does so.
        let due = try await storage.read { try $0.dueDeliveries(at: noon, limit: 9) }
        #expect(due.map(\.sequence) == [3])
        #expect(due.first?.gap == [2])
        #expect(try await storage.check() == [])
    }

    @Test("a file of the first version can be backed up without being changed")
    func backup() async throws {
        try makeFirstVersion()
        let before = FileManager.default.contents(atPath: folder.database)
        let summary = try Storage.backup(folder: folder.data, to: folder.path + "/copy.db")
        #expect(summary.lastSequence == 4)
        #expect(summary.rooms == 3)
        #expect(FileManager.default.contents(atPath: folder.database) == before)
    }

    @Test("the layout is the same, whether a file is new or was made by the first version")
    func layout() async throws {
        try makeFirstVersion()
        let query = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"
        let migrated = try await Storage.open(folder: folder.data).pool.read { try String.fetchAll($0, sql: query) }
        let fresh = try await Storage.open(folder: folder.path + "/fresh").pool.read {
            try String.fetchAll($0, sql: query)
        }
        #expect(migrated == fresh)
    }
}
