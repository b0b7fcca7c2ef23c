import Meetings
import MeetingsStorage
import Testing

struct DeliveryTests {
    let storage: Storage
    let folder: TemporaryFolder

    init() async throws {
        folder = try TemporaryFolder()
        storage = try Storage.open(folder: folder.data)
        try await storage.write { transaction in
            try transaction.insert(
                application(
                    callbacks: CallbackURLs(
                        rooms: "https://a.example/rooms", sessions: "https://b.example/sessions")))
            for number in 1...3 { try transaction.insertRoom(number) }
        }
    }

    private func append(_ name: EventName, room: Int, at seconds: Int) async throws {
        try await storage.write { transaction in
            _ = try transaction.append(
                name, of: acme, room: RoomID("room-\(room)"), body: [UInt8(seconds)],
                at: noon + .seconds(seconds))
        }
    }

    private func due(_ seconds: Int, except origins: Set<String> = []) async throws
        -> [StoredDelivery]
    {
        try await storage.read {
            try $0.dueDeliveries(at: noon + .seconds(seconds), exceptOrigins: origins, limit: 99)
        }
    }

    private func record(
        _ delivery: StoredDelivery, _ outcome: DeliveryOutcome, at seconds: Int, status: Int? = 500
    ) async throws -> StoredDelivery? {
        let attempt = DeliveryAttempt(
            number: delivery.attempts + 1, at: noon + .seconds(seconds), status: status,
            error: outcome == .delivered ? nil : "went wrong", duration: .milliseconds(250))
        return try await storage.write { try $0.record(attempt, of: delivery, outcome: outcome) }
    }

    @Test("of each room and URL only the oldest pending callback is due")
    func lanes() async throws {
        for second in 0..<3 {
            try await append(.sessionStarted, room: 1, at: second)
            try await append(.sessionStarted, room: 2, at: second)
        }
        try await append(.roomExpired, room: 1, at: 3)
        let heads = try await due(10)
        #expect(heads.map(\.sequence) == [1, 2, 7])
        let next = try await record(heads[0], .delivered, at: 20, status: 204)
        #expect(next?.sequence == 3)
        #expect(next?.nextAttemptAt == noon + .seconds(20) + .milliseconds(250))
        #expect(next?.body == [1])
        #expect(try await due(30).map(\.sequence) == [2, 7, 3])
    }

    @Test("a callback that is to be tried again keeps its turn")
    func retries() async throws {
        try await append(.sessionStarted, room: 1, at: 0)
        try await append(.sessionEnded, room: 1, at: 1)
        let first = try #require(try await due(1).first)
        #expect(try await record(first, .retry(at: noon + .seconds(60)), at: 1) == nil)
        #expect(try await due(59).isEmpty)
        #expect(try await storage.read { try $0.earliestAttempt(after: noon) } == noon + .seconds(60))
        let again = try #require(try await due(60).first)
        #expect(again.id == first.id)
        #expect(again.webhookID == first.webhookID)
        #expect(again.attempts == 1)
        #expect(again.lastStatus == 500)
        #expect(again.lastError == "went wrong")
        #expect(try await record(again, .delivered, at: 61, status: 200)?.sequence == 2)
        let attempts = try await storage.read { try $0.attempts(of: first.id) }
        #expect(attempts.map(\.number) == [1, 2])
        #expect(attempts.map(\.status) == [500, 200])
        #expect(attempts.first?.duration == .milliseconds(250))
    }

    @Test("a dead letter lets the next one go, is listed, and can be replayed with its id")
    func deadLetters() async throws {
        try await append(.sessionStarted, room: 1, at: 0)
        try await append(.sessionEnded, room: 1, at: 1)
        let first = try #require(try await due(1).first)
        #expect(try await record(first, .dead, at: 2, status: 410)?.sequence == 2)
        let dead = try await storage.read { try $0.deliveries(of: acme, state: .dead, limit: 9) }
        #expect(dead.map(\.sequence) == [1])
        #expect(dead.first?.state == .dead)
        #expect(try await storage.read { try $0.deliveryCount(of: acme, in: .dead) } == 1)
        #expect(
            try await storage.write { try $0.replay(first.id, of: other, at: noon) } == false)
        #expect(
            try await storage.write {
                try $0.replay(first.id, of: acme, at: noon + .seconds(500))
            })
        #expect(
            try await storage.write { try $0.replay(first.id, of: acme, at: noon) } == false)
        let replayed = try #require(try await due(500).first { $0.id == first.id })
        #expect(replayed.webhookID == first.webhookID)
        #expect(replayed.attempts == 0)
        #expect(replayed.committedAt == noon + .seconds(500))
        _ = try await record(replayed, .delivered, at: 501, status: 200)
        #expect(try await storage.read { try $0.attempts(of: first.id) }.map(\.number) == [1, 2])
    }

    @Test("callbacks to a receiver that is left out are not due")
    func exceptions() async throws {
        try await append(.sessionStarted, room: 1, at: 0)
        try await append(.roomExpired, room: 1, at: 0)
        try await append(.roomExpired, room: 2, at: 0)
        #expect(try await due(0, except: ["https://a.example"]).map(\.sequence) == [1])
        #expect(try await due(0, except: ["https://a.example", "https://b.example"]).isEmpty)
    }

    @Test("lists an application's callbacks newest first")
    func listing() async throws {
        for second in 0..<4 { try await append(.roomExpired, room: 1, at: second) }
        let page = try await storage.read { try $0.deliveries(of: acme, limit: 3) }
        #expect(page.map(\.sequence) == [4, 3, 2])
        let rest = try await storage.read { try $0.deliveries(of: acme, before: 2, limit: 3) }
        #expect(rest.map(\.sequence) == [1])
        #expect(try await storage.read { try $0.deliveries(of: other, limit: 3) }.isEmpty)
        #expect(try await storage.read { try $0.delivery(1, of: other) } == nil)
        #expect(try await storage.read { try $0.delivery(1, of: acme) }?.state == .pending)
    }
}
