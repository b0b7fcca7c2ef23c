import Meetings
import MeetingsStorage
import Testing

struct ReplayTests {
    let post: Outbox

    init() async throws { post = try await Outbox() }

    /// Gives up everything that is pending, one lane after the other.
    private func giveUpAll() async throws {
        while let head = try await post.due().first { _ = try await post.record(head, .dead) }
    }

    /// Delivers what is due until nothing is; returns the places in the log, in the order of delivery.
    private func deliverAll(at seconds: Int) async throws -> [Int64] {
        var order: [Int64] = []
        while let head = try await post.due(seconds).first {
            order.append(head.sequence)
            _ = try await post.record(head, .delivered, at: seconds)
        }
        return order
    }

    @Test("a range goes out once more in the order of its lane, each with the id it had")
    func range() async throws {
        try await post.append(6)
        let ids = try await post.storage.read { try $0.deliveries(of: acme, limit: 9).map(\.webhookID) }
        try await giveUpAll()
        let filter = DeliveryFilter(state: .dead, sequences: 2...4)
        let replayed = try await post.storage.write { try $0.replay(matching: filter, of: acme, at: noon) }
        #expect(replayed == 3)
        #expect(try await post.due().map(\.sequence) == [2])
        #expect(try await deliverAll(at: 1) == [2, 3, 4])
        #expect(try await post.storage.read { try $0.deliveries(of: acme, limit: 9).map(\.webhookID) } == ids)
        #expect(try await post.storage.read { try $0.deliveryCount(of: acme, in: .dead) } == 3)
    }

    @Test("one that failed and waits for its next attempt gets it at once; one that waits for its turn does not")
    func hastened() async throws {
        try await post.append(2)
        let first = try #require(try await post.due().first)
        #expect(try await !post.storage.write { try $0.replay(first.id, of: acme, at: noon) })
        _ = try await post.record(first, .retry(at: noon + .seconds(3600)))
        #expect(try await post.due(5).isEmpty)
        #expect(try await !post.storage.write { try $0.replay(2, of: acme, at: noon + .seconds(5)) })
        #expect(try await post.storage.write { try $0.replay(first.id, of: acme, at: noon + .seconds(5)) })
        #expect(try await post.due(5).map(\.attempts) == [1])
        #expect(try await deliverAll(at: 5) == [1, 2])
    }

    @Test("a replayed callback goes before the younger ones that wait, and after one that is under way")
    func order() async throws {
        try await post.append(3)
        let first = try #require(try await post.due().first)
        let underWay = try #require(try await post.record(first, .dead))
        #expect(try await post.storage.write { try $0.replay(first.id, of: acme, at: noon) })
        #expect(try await post.due().map(\.sequence) == [1])
        // The one under way fails: it waits behind the older one and does not lose its turn to the youngest.
        #expect(try await post.record(underWay, .retry(at: noon + .seconds(5)), at: 1) == nil)
        #expect(try await post.due(99).map(\.sequence) == [1])
        #expect(try await deliverAll(at: 99) == [1, 2, 3])
    }

    @Test("what was replayed is not told of as missing; when it dies again it is told of once")
    func gaps() async throws {
        try await post.append(3)
        let first = try #require(try await post.due().first)
        let second = try #require(try await post.record(first, .dead))
        _ = try await post.storage.write { try $0.replay(1, of: acme, at: noon) }
        #expect(try await post.delivery(second.id).gap.isEmpty)
        let again = try #require(try await post.due().first)
        let next = try #require(try await post.record(again, .dead))
        #expect(next.gap == [1])
        _ = try await post.record(next, .delivered)
        #expect(try await post.delivery(3).gap.isEmpty)
    }

    @Test("a replay to a paused URL waits until the URL is resumed")
    func paused() async throws {
        try await post.append(2)
        let first = try #require(try await post.due().first)
        let second = try #require(try await post.record(first, .dead))
        _ = try await post.record(second, .pauseEndpoint(reason: "410"))
        #expect(try await post.storage.write { try $0.replay(1, of: acme, at: noon) })
        #expect(try await post.due(99).isEmpty)
        let resumed = try await post.storage.write {
            try $0.resumeEndpoint(url: Outbox.sessions, of: acme, at: noon)
        }
        #expect(resumed == 2)
        #expect(try await deliverAll(at: 1) == [1, 2])
    }

    @Test(
        "a filter finds and replays exactly what it says",
        arguments: [
            (DeliveryFilter(), [1, 2, 3, 4, 5, 6]), (DeliveryFilter(state: .dead), [1, 2, 3]),
            (DeliveryFilter(state: .delivered), [4]), (DeliveryFilter(state: .pending), [5, 6]),
            (DeliveryFilter(url: Outbox.rooms), [3]), (DeliveryFilter(url: Outbox.sessions), [1, 2, 4, 5, 6]),
            (DeliveryFilter(room: RoomID("room-2")), [2, 5]), (DeliveryFilter(room: RoomID("nowhere")), []),
            (DeliveryFilter(event: "session:ended"), [2]), (DeliveryFilter(sequences: 2...4), [2, 3, 4]),
            (DeliveryFilter(sequences: 7...90), []), (DeliveryFilter(sequences: 0...0), []),
            (DeliveryFilter(parked: true), [5]), (DeliveryFilter(parked: false), [1, 2, 3, 4, 6]),
            (DeliveryFilter(state: .dead, parked: true), []),
            (DeliveryFilter(state: .dead, room: RoomID("room-1"), sequences: 1...2), [1]),
            (DeliveryFilter(url: Outbox.sessions, event: "session:started", sequences: 1...5), [1, 4, 5]),
        ] as [(DeliveryFilter, [Int64])])
    func filters(filter: DeliveryFilter, expected: [Int64]) async throws {
        try await post.append(1, room: 1)
        try await post.append(1, name: .sessionEnded, room: 2)
        try await post.append(1, name: .roomExpired, room: 1)
        try await giveUpAll()
        try await post.append(1, room: 3)
        _ = try await post.record(try #require(try await post.due().first), .delivered)
        try await post.append(1, room: 2)
        _ = try await post.record(try #require(try await post.due().first), .park(retryAt: noon + .seconds(9)))
        try await post.append(1, room: 3)
        let (found, counted, elsewhere) = try await post.storage.read { transaction in
            (
                try transaction.deliveries(of: acme, matching: filter, limit: 99).map(\.sequence),
                try transaction.deliveryCount(of: acme, matching: filter),
                try transaction.deliveryCount(of: other, matching: filter)
            )
        }
        #expect(found == expected.reversed())
        #expect(counted == expected.count)
        #expect(elsewhere == 0)
        let replayed = try await post.storage.write { try $0.replay(matching: filter, of: acme, at: noon) }
        #expect(replayed == expected.filter { $0 < 5 }.count)
    }

    @Test("pages through what matches by id")
    func pages() async throws {
        try await post.append(7)
        let filter = DeliveryFilter(url: Outbox.sessions)
        let first = try await post.storage.read { try $0.deliveries(of: acme, matching: filter, limit: 3) }
        let end = try #require(first.last?.id)
        let rest = try await post.storage.read {
            try $0.deliveries(of: acme, matching: filter, before: end, limit: 9)
        }
        #expect(first.map(\.sequence) + rest.map(\.sequence) == [7, 6, 5, 4, 3, 2, 1])
    }

    @Test("thousands are replayed in parts, each once, in order")
    func parts() async throws {
        try await post.append(2500)
        try await post.append(100, room: 2)
        try await post.storage.write { transaction in
            for room in ["room-1", "room-2"] {
                var next = try transaction.dueDeliveries(at: noon, limit: 9).first { $0.roomID == RoomID(room) }
                while let delivery = next {
                    let attempt = DeliveryAttempt(number: 1, at: noon, status: 500, error: "no", duration: .zero)
                    next = try transaction.record(attempt, of: delivery, outcome: .dead)
                }
            }
        }
        let filter = DeliveryFilter(state: .dead)
        #expect(try await post.storage.replay(matching: filter, of: acme, at: noon) == 2600)
        #expect(try await post.due().map(\.sequence) == [1, 2501])
        #expect(try await post.storage.read { try $0.deliveryCount(of: acme, in: .pending) } == 2600)
        #expect(try await post.storage.replay(matching: filter, of: acme, at: noon) == 0)
        // Delivered ones match an empty filter for ever, and are still replayed once only.
        #expect(try await post.storage.replay(matching: DeliveryFilter(), of: acme, at: noon) == 0)
    }
}
