import Meetings
import MeetingsStorage
import Testing

/// What happens to the callbacks of a room and URL beside plain success: gaps, parking, pauses, replays.
struct LaneTests {
    let post: Outbox

    init() async throws { post = try await Outbox() }

    @Test("a callback that was given up is told of by the next one, until that one arrives")
    func gapAfterDeath() async throws {
        try await post.append(3)
        let first = try #require(try await post.due().first)
        #expect(first.gap.isEmpty)
        let next = try #require(try await post.record(first, .dead))
        #expect(next.gap == [1])
        _ = try await post.record(next, .retry(at: noon + .seconds(60)), at: 1)
        let again = try #require(try await post.due(60).first)
        #expect(again.gap == [1])
        let last = try #require(try await post.record(again, .delivered, at: 60))
        #expect(last.sequence == 3)
        #expect(last.gap.isEmpty)
    }

    @Test("a gap belongs to its own room and URL")
    func gapElsewhere() async throws {
        try await post.append(2, room: 1)
        try await post.append(1, room: 2)
        try await post.append(1, name: .roomExpired, room: 1)
        let first = try #require(try await post.due().first)
        _ = try await post.record(first, .dead)
        let gaps = try await post.due(1).reduce(into: [:]) { $0[$1.sequence] = $1.gap }
        #expect(gaps == [2: [1], 3: [], 4: []])
    }

    @Test("a gap names at most a hundred at once, the oldest first, and the next one the rest")
    func longGap() async throws {
        try await post.append(152)
        var next = try await post.due().first
        for _ in 0..<150 { next = try await post.record(try #require(next), .dead) }
        #expect(next?.gap == Array(1...100))
        next = try await post.record(try #require(next), .delivered)
        #expect(next?.gap == Array(101...150))
    }

    @Test("a parked callback keeps its own times while its lane goes on and tells of it")
    func parking() async throws {
        try await post.append(3)
        let poison = try #require(try await post.due().first)
        let second = try #require(try await post.record(poison, .park(retryAt: noon + .seconds(100))))
        #expect(second.sequence == 2)
        #expect(second.gap == [1])
        let third = try #require(try await post.record(second, .delivered, at: 1))
        #expect(third.gap.isEmpty)
        _ = try await post.record(third, .delivered, at: 2)
        // New ones do not wait for it either.
        try await post.append(1, at: 3)
        #expect(try await post.due(99).map(\.sequence) == [4])
        let parked = try #require(try await post.due(100).last)
        #expect(parked.id == poison.id)
        #expect(parked.isParked)
        #expect(parked.state == .pending)
        #expect(parked.attempts == 1)
        // A plain retry keeps it parked; its end hands no turn on.
        #expect(try await post.record(parked, .retry(at: noon + .seconds(200)), at: 100) == nil)
        #expect(try await post.due(199).map(\.sequence) == [4])
        let last = try #require(try await post.due(200).last)
        #expect(last.isParked)
        #expect(try await post.record(last, .delivered, at: 200) == nil)
        let done = try await post.delivery(1)
        #expect(done.state == .delivered)
        #expect(!done.isParked)
        #expect(done.attempts == 3)
    }

    @Test("a parked callback that is given up after it was told of is not told of twice")
    func parkedThenDead() async throws {
        try await post.append(3)
        let poison = try #require(try await post.due().first)
        let second = try #require(try await post.record(poison, .park(retryAt: noon + .seconds(100))))
        let third = try #require(try await post.record(second, .delivered))
        let parked = try #require(try await post.due(100).last)
        _ = try await post.record(parked, .dead, at: 100)
        #expect(try await post.delivery(1).state == .dead)
        #expect(try await post.delivery(third.id).gap.isEmpty)
    }

    @Test("a parked callback that arrives before it was told of is no gap")
    func parkedThenDelivered() async throws {
        try await post.append(2)
        let poison = try #require(try await post.due().first)
        let second = try #require(try await post.record(poison, .park(retryAt: noon + .seconds(5))))
        _ = try await post.record(second, .retry(at: noon + .seconds(500)))
        let parked = try #require(try await post.due(5).first)
        #expect(parked.id == poison.id)
        _ = try await post.record(parked, .delivered, at: 5)
        #expect(try await post.due(500).map(\.gap) == [[]])
    }

    @Test("of many parked callbacks of a lane only the first is due, so that they crowd nobody out")
    func manyParked() async throws {
        try await post.append(20)
        var next = try await post.due().first
        for number in 0..<20 {
            next = try await post.record(try #require(next), .park(retryAt: noon + .seconds(100 - number)))
        }
        try await post.append(1, room: 2, at: 101)
        #expect(try await post.due(101).map(\.sequence) == [20, 21])
    }

    @Test("a paused URL holds what is pending and what comes, and lets all go in order when it is resumed")
    func pausing() async throws {
        try await post.append(2, room: 1)
        try await post.append(2, room: 2)
        try await post.append(1, name: .roomExpired, room: 1)
        let heads = try await post.due()
        let gone = try await post.record(heads[0], .pauseEndpoint(reason: "The receiver answered 410."), at: 10)
        #expect(gone == nil)
        try await post.append(1, room: 1, at: 20)
        try await post.append(1, room: 3, at: 20)
        // Only the other URL is tried.
        #expect(try await post.due(99999).map(\.sequence) == [5])
        let held = try await post.delivery(1)
        #expect(held.state == .pending)
        #expect(held.isPaused)
        #expect(held.attempts == 1)
        let paused = try await post.storage.read { try $0.pausedEndpoints(of: acme) }
        #expect(
            paused == [
                PausedEndpoint(
                    url: Outbox.sessions, pausedAt: noon + .seconds(10),
                    reason: "The receiver answered 410.", held: 6)
            ])
        let resumed = try await post.storage.write {
            try $0.resumeEndpoint(url: Outbox.sessions, of: acme, at: noon + .seconds(500))
        }
        #expect(resumed == 6)
        let due = try await post.due(500).filter { $0.url == Outbox.sessions }
        #expect(due.map(\.sequence) == [1, 3, 7])
        #expect(due.allSatisfy { $0.attempts == 0 && $0.committedAt == noon + .seconds(500) && !$0.isPaused })
        var order: [Int64] = []
        var next = due.first
        while let delivery = next {
            order.append(delivery.sequence)
            next = try await post.record(delivery, .delivered, at: 501)
        }
        #expect(order == [1, 2, 6])
        #expect(try await post.storage.read { try $0.pausedEndpoints(of: acme) }.isEmpty)
        #expect(
            try await post.storage.write { try $0.resumeEndpoint(url: Outbox.sessions, of: acme, at: noon) } == 0)
    }

    @Test("what was under way when its URL was paused is held too, unless it arrives")
    func pausedUnderWay() async throws {
        try await post.append(2, room: 1)
        try await post.append(2, room: 2)
        let heads = try await post.due()
        _ = try await post.record(heads[0], .pauseEndpoint(reason: "410"))
        #expect(try await post.record(heads[1], .retry(at: noon + .seconds(60))) == nil)
        #expect(try await post.due(99999).isEmpty)
        #expect(try await post.record(heads[1], .delivered, at: 3) == nil)
        #expect(try await post.delivery(heads[1].id).state == .delivered)
        #expect(try await post.due(99999).isEmpty)
    }

    @Test("a parked callback of a paused URL takes its old place when the URL is resumed")
    func parkedAndPaused() async throws {
        try await post.append(2)
        let poison = try #require(try await post.due().first)
        let second = try #require(try await post.record(poison, .park(retryAt: noon + .seconds(60))))
        _ = try await post.record(second, .pauseEndpoint(reason: "410"), at: 1)
        #expect(try await post.due(99999).isEmpty)
        _ = try await post.storage.write { try $0.resumeEndpoint(url: Outbox.sessions, of: acme, at: noon) }
        let first = try #require(try await post.due().first)
        #expect(first.id == poison.id)
        #expect(!first.isParked)
        let last = try await post.record(first, .delivered)
        #expect(last?.sequence == 2)
        #expect(last?.gap.isEmpty == true)
    }

    @Test("callbacks without a room wait in one lane of their application")
    func applicationLane() async throws {
        try await post.append(2, room: nil)
        #expect(try await post.due().map(\.sequence) == [1])
    }
}
