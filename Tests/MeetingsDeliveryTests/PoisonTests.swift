import Logging
import Meetings
import MeetingsDelivery
import MeetingsStorage
import Synchronization
import Testing
import ValueSupport

@Suite("A callback that its receiver refuses")
struct PoisonTests {
    /// What arrived: the event's number, when, and which gap it told of.
    struct Arrival: Hashable {
        var number: Int
        var minutes: Int64
        var gap: String?
    }

    /// What arrived so far.
    final class Arrivals: Sendable {
        private let list = Mutex<[Arrival]>([])

        var all: [Arrival] { list.withLock { $0 } }

        func append(_ arrival: Arrival) { list.withLock { $0.append(arrival) } }
    }

    /// A transport that fails as `failure` says, and what it took.
    private func transport(
        _ post: Post, _ arrivals: Arrivals, failure: @escaping @Sendable (Int, Duration) throws -> Int?
    ) -> ScriptedTransport {
        let clock = post.clock
        return ScriptedTransport { request in
            let number = Int(request.body.first ?? 0)
            if let status = try failure(number, clock.now - noon) { return DeliveryAnswer(status: status) }
            arrivals.append(
                Arrival(
                    number: number, minutes: (clock.now - noon).components.seconds / 60,
                    gap: request[header: "Greenroom-Gap"]))
            return DeliveryAnswer(status: 204)
        }
    }

    @Test(
        "holds up its room for a quarter of an hour; then the next one goes, and tells of the gap",
        arguments: [400, 401, 404, 422, 500, 301])
    func parked(status: Int) async throws {
        let post = try await Post()
        let arrivals = Arrivals()
        for number in 1...3 { try await post.append(room: 1, number: number) }
        try await post.append(room: 2, number: 4)
        let meter = DeliveryMeter()
        let transport = transport(post, arrivals) { number, age in
            number == 1 && age < .seconds(3 * 3600) ? status : nil
        }
        try await post.sending(by: transport, meter: meter) {
            try await post.passTime { try await post.count(.delivered) == 3 }
            let parked = try #require(try await post.deliveries(.pending).first)
            #expect(parked.isParked && parked.attempts == 6 && parked.lastStatus == status)
            try await post.append(room: 1, number: 5)
            try await until { try await post.count(.delivered) == 4 }
            try await post.passTime { try await post.count(.delivered) == 5 }
        }
        #expect(
            arrivals.all == [
                Arrival(number: 4, minutes: 0), Arrival(number: 2, minutes: 15, gap: "1"),
                Arrival(number: 3, minutes: 15), Arrival(number: 5, minutes: 15), Arrival(number: 1, minutes: 195),
            ])
        #expect(meter.counters.parked == 1 && meter.counters.dead == 0 && meter.counters.underWay == 0)
        #expect(meter.counters.attempts == [.delivered: 5, .refused: 7])
    }

    @Test(
        "is never parked while its receiver is silent or overloaded: the order is kept for days",
        arguments: [nil, 503, 429, 502, 504])
    func silence(status: Int?) async throws {
        let post = try await Post()
        let arrivals = Arrivals()
        for number in 1...3 { try await post.append(room: 1, number: number) }
        let transport = transport(post, arrivals) { number, age in
            if age > .seconds(90 * 3600) { return nil }
            guard let status else { throw DeliveryError(.connection, "No connection.") }
            return status
        }
        let meter = DeliveryMeter()
        try await post.sending(by: transport, meter: meter) {
            try await post.passTime { try await post.count(.delivered) == 3 }
        }
        #expect(arrivals.all.map(\.number) == [1, 2, 3])
        #expect(arrivals.all.allSatisfy { $0.gap == nil })
        #expect(meter.counters.parked == 0)
    }

    @Test("has its quarter of an hour from the first refusal, not from a long silence before it")
    func silenceFirst() async throws {
        let post = try await Post()
        let arrivals = Arrivals()
        for number in 1...2 { try await post.append(room: 1, number: number) }
        let refusals = Mutex<[Duration]>([])
        let transport = transport(post, arrivals) { number, age in
            if age < .seconds(3600) { throw DeliveryError(.timeout, "No answer.") }
            guard number == 1 else { return nil }
            refusals.withLock { $0.append(age) }
            return 500
        }
        try await post.sending(by: transport) {
            try await post.passTime { try await post.count(.delivered) == 1 }
        }
        let first = try #require(refusals.withLock { $0.first })
        #expect(refusals.withLock { $0 } == [first, first + Duration.seconds(900)])
        #expect(arrivals.all.first?.gap == "1")
    }

    @Test("leaves a gap that is told until somebody has heard of it, dead letters included")
    func gapIsToldUntilHeard() async throws {
        let post = try await Post()
        for number in 1...4 { try await post.append(room: 1, number: number) }
        let gaps = Mutex<[String?]>([])
        // 1 and 2 are never taken; 3 is taken at its second attempt.
        let transport = ScriptedTransport { request in
            let number = request.body.first ?? 0
            if number <= 2 { return DeliveryAnswer(status: 422) }
            let isFirst = gaps.withLock { gaps in
                gaps.append(request[header: "Greenroom-Gap"])
                return gaps.count == 1
            }
            return DeliveryAnswer(status: isFirst ? 500 : 200)
        }
        try await post.sending(by: transport) {
            try await post.passTime { try await post.count(.delivered) == 2 }
            #expect(gaps.withLock { $0 } == ["1,2", "1,2", nil])
            try await post.passTime { try await post.count(.dead) == 2 }
            try await post.append(room: 1, number: 5)
            try await until { try await post.count(.delivered) == 3 }
        }
        // They were told of when they were parked; becoming dead letters is no news to the receiver.
        #expect(gaps.withLock { $0 } == ["1,2", "1,2", nil, nil])
    }

    @Test("410 holds everything for its URL, and nothing else, until the URL is resumed; nothing is lost")
    func gone() async throws {
        let post = try await Post()
        let isGone = Mutex(true)
        let transport = ScriptedTransport { request in
            DeliveryAnswer(status: request.url == Post.sessions && isGone.withLock { $0 } ? 410 : 200)
        }
        let book = LogLines()
        let meter = DeliveryMeter()
        for number in 1...3 { try await post.append(room: 1, number: number) }
        try await post.append(room: 2, number: 4)
        try await post.append(.roomExpired, room: 1, number: 5)
        try await post.sending(
            by: transport, meter: meter, logger: Logger(label: "test", factory: { _ in LogBook(lines: book) })
        ) {
            try await until { try await post.count(.delivered) == 1 }
            try await until { try await !post.storage.read { try $0.pausedEndpoints(of: acme).isEmpty } }
            try await post.append(room: 3, number: 6)
            post.clock.advance(by: .seconds(200 * 3600))
            try await post.append(.roomExpired, room: 2, number: 7)
            try await until { try await post.count(.delivered) == 2 }
            let held = try await post.deliveries(.pending)
            #expect(held.map { $0.body.first } == [1, 2, 3, 4, 6])
            #expect(held.allSatisfy { $0.isPaused && $0.nextAttemptAt == nil })
            // The two rooms that were under way at that moment were answered; nobody since.
            #expect(transport.numbers(to: Post.sessions).count <= 2)
            isGone.withLock { $0 = false }
            let now = post.clock.now
            let resumed = try await post.storage.write {
                try $0.resumeEndpoint(url: Post.sessions, of: acme, at: now)
            }
            #expect(resumed == 5)
            post.signal.give()
            try await until { try await post.count(.delivered) == 7 }
        }
        let after = transport.numbers(to: Post.sessions).suffix(5)
        #expect(after.filter { $0 <= 3 } == [1, 2, 3] && Set(after) == [1, 2, 3, 4, 6])
        #expect(meter.counters.paused >= 1 && meter.counters.dead == 0)
        let warnings = book.all.filter { $0.hasPrefix("warning") && $0.contains("410") }
        #expect(warnings.first?.contains("held until the URL is resumed") == true)
        #expect(book.all.allSatisfy { !$0.contains("/hook") })
    }

    @Test("a receiver that names a time is left alone by all rooms until then, but not for longer than a minute")
    func retryAfterOfTheReceiver() async throws {
        let post = try await Post(rooms: 20)
        let isBusy = Mutex(true)
        let transport = ScriptedTransport { _ in
            isBusy.withLock { $0 } ? DeliveryAnswer(status: 429, retryAfter: "30") : DeliveryAnswer(status: 200)
        }
        for room in 1...20 { try await post.append(room: room, number: room) }
        try await post.sending(by: transport) {
            try await until { try await post.deliveries(.pending).contains { $0.attempts == 1 } }
            for room in 1...20 { try await post.append(room: room, number: 100 + room) }
            post.clock.advance(by: .seconds(29))
            try await post.append(.roomExpired, room: 1, number: 99)
            try await until { transport.numbers(to: Post.rooms) == [99] }
            #expect(transport.numbers(to: Post.sessions).count == 1)
            isBusy.withLock { $0 = false }
            post.clock.advance(by: .seconds(1))
            try await until { try await post.count(.delivered) == 40 }
        }
    }
}
