import Logging
import Meetings
import MeetingsDelivery
import MeetingsStorage
import Synchronization
import Testing
import ValueSupport

struct DeliverySenderTests {
    @Test("sends the exact bytes, with the place in the log, the metadata and the signatures")
    func request() async throws {
        let post = try await Post()
        let transport = ScriptedTransport()
        try await post.append(room: 1, number: 7)
        try await post.sending(by: transport, sign: MeetingsDelivery.signing { "token-id" }) {
            try await until { try await post.deliveries(.delivered).count == 1 }
        }
        let request = try #require(transport.requests.first)
        #expect(transport.requests.count == 1)
        #expect(request.url == Post.sessions)
        #expect(request.body == [7, 0x7B, 0x22, 0xFF])
        #expect(request[header: "Content-Type"] == "application/json")
        #expect(request[header: "Greenroom-Sequence"] == "1")
        #expect(request[header: "Greenroom-Committed-At"] == noon.iso8601)
        #expect(request[header: "Greenroom-Metadata"] == "gr%C3%B6%C3%9Fe%3D1")
        #expect(request[header: "webhook-id"] == "msg_\(acme)_1")
        #expect(request[header: "webhook-timestamp"] == String(noon.seconds))
        #expect(request[header: "webhook-signature"]?.hasPrefix("v1,") == true)
        #expect(request[header: "Authorization"]?.hasPrefix("Bearer ") == true)
    }

    @Test("what is committed while it runs goes out at once")
    func wakes() async throws {
        let post = try await Post()
        let transport = ScriptedTransport()
        try await post.sending(by: transport) {
            for number in 1...20 {
                try await post.append(room: 1 + number % 3, number: number)
                try await until { transport.numbers.count == number }
            }
        }
        #expect(transport.numbers == Array(1...20))
    }

    @Test("a failure holds back its own room and URL only, and is tried again with the same id")
    func order() async throws {
        let post = try await Post()
        let failed = Mutex(false)
        let transport = ScriptedTransport { request in
            let isFirst = request.body.first == 1 && !failed.withLock { $0 }
            if isFirst { failed.withLock { $0 = true } }
            return DeliveryAnswer(status: isFirst ? 500 : 200)
        }
        for number in 1...3 { try await post.append(room: 1, number: number) }
        try await post.append(room: 2, number: 4)
        try await post.append(.roomExpired, room: 1, number: 5)
        try await post.sending(by: transport) {
            try await until { try await post.deliveries(.delivered).count == 2 }
            #expect(transport.numbers.sorted() == [1, 4, 5])
            let held = try #require(try await post.deliveries(.pending).first)
            #expect(held.nextAttemptAt == noon + .seconds(5))
            #expect(held.lastError == "The receiver answered 500.")
            post.clock.advance(by: .seconds(5))
            try await until { try await post.deliveries(.delivered).count == 5 }
        }
        #expect(transport.numbers(to: Post.sessions).filter { $0 != 4 } == [1, 1, 2, 3])
        let ids = transport.requests.filter { $0.body.first == 1 }.map { $0[header: "webhook-id"] }
        #expect(Set(ids).count == 1)
        #expect(ids.count == 2)
    }

    @Test("thousands of callbacks over many rooms arrive once each, in the order of their room")
    func many() async throws {
        let post = try await Post(rooms: 20)
        let transport = ScriptedTransport()
        try await post.sending(by: transport, limits: DeliveryLimits(total: 8, perReceiver: 8)) {
            try await post.storage.write { transaction in
                for number in 0..<2000 {
                    try transaction.append(
                        .participantJoined, of: acme, room: RoomID("room-\(number % 20 + 1)"),
                        body: [UInt8(number % 20), UInt8(number / 20)], at: noon)
                }
            }
            try await until { transport.requests.count >= 2000 }
            try await until { try await post.storage.read { try $0.deliveryCount(of: acme, in: .delivered) } == 2000 }
        }
        #expect(transport.requests.count == 2000)
        #expect(transport.mostUnderWay(to: Post.sessions) <= 8)
        for room in 0..<20 {
            let places = transport.requests.filter { $0.body.first == UInt8(room) }.map { Int($0.body[1]) }
            #expect(places == Array(0..<100))
        }
    }

    @Test("a receiver that never answers does not hold up another, and has its share of places only")
    func isolation() async throws {
        let slow = "https://slow.example/hook"
        let post = try await Post(rooms: 60, urls: Dictionary(uniqueKeysWithValues: (1...50).map { ($0, slow) }))
        let hasAnswered = Mutex(false)
        let transport = ScriptedTransport { request in
            let isFirst =
                request.url == slow
                && hasAnswered.withLock { answered in
                    defer { answered = true }
                    return !answered
                }
            return request.url == slow && !isFirst
                ? try await ScriptedTransport.hang() : DeliveryAnswer(status: 204)
        }
        for room in 1...60 { try await post.append(room: room, number: room) }
        try await post.sending(by: transport, limits: DeliveryLimits(total: 16, perReceiver: 4)) {
            try await until { try await post.deliveries(.delivered).count == 11 }
            try await until { transport.underWay(to: slow) == 4 }
            try await post.append(room: 55, number: 99)
            try await until { transport.numbers(to: Post.sessions).contains(99) }
        }
        #expect(transport.mostUnderWay(to: slow) == 4)
        // Breaking off an attempt is no failure of the receiver.
        #expect(try await post.deliveries(.pending).allSatisfy { $0.attempts == 0 })
    }

    @Test("a receiver that cannot be reached is probed by one callback at a time until it answers")
    func probing() async throws {
        let post = try await Post(rooms: 30)
        let isUp = Mutex(false)
        let transport = ScriptedTransport { _ in
            guard isUp.withLock({ $0 }) else { throw DeliveryError(.connection, "No connection.") }
            return DeliveryAnswer(status: 200)
        }
        try await post.append(room: 1, number: 1)
        try await post.sending(by: transport) {
            try await until { try await post.deliveries(.pending).first?.attempts == 1 }
            for room in 2...30 { try await post.append(room: room, number: room) }
            try await until { try await post.deliveries(.pending).allSatisfy { $0.attempts == 1 } }
            #expect(transport.mostUnderWay(to: Post.sessions) == 1)
            isUp.withLock { $0 = true }
            post.clock.advance(by: .seconds(5))
            try await until { try await post.deliveries(.delivered).count == 30 }
        }
        #expect(try await post.deliveries(.delivered).allSatisfy { $0.lastError == nil && $0.attempts == 2 })
    }

    @Test("redirects are failures, with a word on what to do", arguments: [301, 302, 307, 308])
    func redirects(status: Int) async throws {
        let post = try await Post()
        try await post.append(room: 1, number: 1)
        try await post.sending(by: ScriptedTransport { _ in DeliveryAnswer(status: status) }) {
            try await until { try await post.deliveries(.pending).first?.attempts == 1 }
        }
        let delivery = try #require(try await post.deliveries(.pending).first)
        #expect(delivery.lastStatus == status)
        #expect(delivery.lastError?.contains("redirects are not followed") == true)
    }

    @Test("the receiver's Retry-After is honoured when it is later than the schedule")
    func retryAfter() async throws {
        let post = try await Post()
        try await post.append(room: 1, number: 1)
        try await post.sending(by: ScriptedTransport { _ in DeliveryAnswer(status: 503, retryAfter: "90") }) {
            try await until { try await post.deliveries(.pending).first?.attempts == 1 }
        }
        #expect(try await post.deliveries(.pending).first?.nextAttemptAt == noon + .seconds(90))
    }

    @Test(
        "after four days of failures it is a dead letter, and a replay sends it again with its id",
        arguments: [
            (nil, [5, 30, 120, 600, 1800, 3600, 7200, 7200]),
            // The last try before it is parked comes a quarter of an hour after the first.
            (500, [5, 30, 120, 600, 145, 3600, 7200, 7200]),
        ])
    func deadLetter(status: Int?, expected: [Int]) async throws {
        let post = try await Post()
        let isUp = Mutex(false)
        let transport = ScriptedTransport { _ in
            if isUp.withLock({ $0 }) { return DeliveryAnswer(status: 200) }
            guard let status else { throw DeliveryError(.connection, "No connection.") }
            return DeliveryAnswer(status: status)
        }
        let meter = DeliveryMeter()
        try await post.append(room: 1, number: 1)
        try await post.sending(by: transport, meter: meter) {
            try await post.passTime { try await post.count(.dead) == 1 }
            let attempts = try await post.storage.read { try $0.attempts(of: 1) }
            let gaps: [Duration] = zip(attempts.dropFirst(), attempts).map { $0.at - $1.at }
            #expect(gaps.prefix(8) == expected.map { Duration.seconds($0) }[...])
            #expect(gaps.dropFirst(8).allSatisfy { $0 == .seconds(7200) })
            #expect(attempts.last.map { $0.at - noon > .seconds(93 * 3600) } == true)
            #expect(meter.counters.dead == 1)
            isUp.withLock { $0 = true }
            let now = post.clock.now
            try await post.storage.write { _ = try $0.replay(1, of: acme, at: now) }
            post.signal.give()
            try await until { try await post.count(.delivered) == 1 }
        }
        #expect(Set(transport.requests.map { $0[header: "webhook-id"] }).count == 1)
    }

    @Test("a restarted sender takes up what the one before it had begun")
    func restart() async throws {
        let post = try await Post()
        try await post.append(room: 1, number: 1)
        try await post.append(room: 1, number: 2)
        let first = ScriptedTransport { _ in try await ScriptedTransport.hang() }
        try await post.sending(by: first) { try await until { first.numbers == [1] } }
        let second = ScriptedTransport()
        let signal = DeliverySignal()
        let sender = DeliverySender(
            storage: post.storage, transport: second, signal: signal, clock: post.clock, sign: { _, _, _ in [] },
            logger: .init(label: "test"))
        let running = Task { await sender.run() }
        try await until { try await post.deliveries(.delivered).count == 2 }
        running.cancel()
        await running.value
        #expect(second.numbers == [1, 2])
    }

    @Test("an application whose secrets cannot sign gets no unsigned callback")
    func unsignable() async throws {
        struct Broken: Error {}
        let post = try await Post()
        let transport = ScriptedTransport()
        try await post.append(room: 1, number: 1)
        try await post.sending(by: transport, sign: { _, _, _ in throw Broken() }) {
            try await until { try await post.deliveries(.pending).first?.attempts == 1 }
        }
        #expect(transport.requests.isEmpty)
        #expect(try await post.deliveries(.pending).first?.lastError?.contains("cannot be signed") == true)
    }
}
