import Foundation
import Logging
import Meetings
import MeetingsStorage
import ServerSupport
import Testing

@testable import MeetingsServer

@Suite("Housekeeping")
struct HousekeepingTests {
    /// A clock that stands where it is put.
    private struct Still: WallClock {
        var now: Timestamp
        func sleep(until deadline: Timestamp) async throws { throw CancellationError() }
    }

    private static func storage(_ body: (Storage) async throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "/greenroom-test-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let storage = try Storage.open(folder: folder)
        try await body(storage)
        await storage.close()
    }

    @Test("forgets repeated requests after a day, and events when they are as old as is said")
    func rounds() async throws {
        try await Self.storage { storage in
            let start = Timestamp(milliseconds: 1_900_000_000_000)
            let application = StoredApplication(
                id: ApplicationID("a"), name: "a", apiKey: "k", publicKey: "p", signatureSecret: "s",
                webhookSecret: "w", callbackURLs: CallbackURLs(), createdAt: start)
            let hour = Duration.seconds(3600)
            try await storage.write { transaction in
                try transaction.insert(application)
                for number in 0..<1200 {
                    try transaction.append(
                        .roomUpdated, of: application.id, room: nil, session: nil, body: Array("{}".utf8),
                        at: start + hour * number)
                }
                try transaction.insert(
                    IdempotencyRecord(key: "old", fingerprint: "f", resourceID: "r", createdAt: start),
                    of: application.id)
                try transaction.insert(
                    IdempotencyRecord(key: "new", fingerprint: "f", resourceID: "r", createdAt: start + hour * 1200),
                    of: application.id)
            }
            func clean(_ keep: Duration?, after hours: Int) async throws -> Int {
                try await Housekeeping(
                    storage: storage, keepEvents: keep, clock: Still(now: start + hour * hours),
                    logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
                ).clean()
                return try await storage.read { try $0.events(of: application.id, after: 0, limit: 2000).count }
            }
            #expect(try await clean(nil, after: 1200) == 1200)
            let records = try await storage.read { transaction in
                try ["old", "new"].map { try transaction.idempotencyRecord(key: $0, of: application.id) != nil }
            }
            #expect(records == [false, true])
            #expect(try await clean(hour * 1000, after: 1200) == 1000)
            #expect(try await clean(hour, after: 5000) == 0)
        }
    }
}
