import Logging
import Meetings
import MeetingsDelivery
import MeetingsStorage
import Synchronization
import Testing
import ValueSupport

@Suite("Receivers do not get in each other's way")
struct IsolationTests {
    /// Whether attempt `number` of an event fails, and how: 30 % do, in three ways.
    private func failure(event: Int, attempt: Int, seed: UInt64) -> Int? {
        var random = SeededRandom(seed: seed &+ UInt64(event) &* 1009 &+ UInt64(attempt) &* 9_176_263)
        let draw = Int.random(in: 0..<100, using: &random)
        return draw >= 30 ? nil : draw < 10 ? 500 : draw < 20 ? 503 : 0
    }

    @Test("with 30 % of the attempts failing every event arrives once, in the order of its room", arguments: [1, 2])
    func order(seed: UInt64) async throws {
        let rooms = 40
        let perRoom = 25
        let post = try await Post(rooms: rooms)
        let attempts = Mutex<[Int: Int]>([:])
        let arrived = Mutex<[Int: [Int]]>([:])
        let gaps = Mutex<Set<Int64>>([])
        let transport = ScriptedTransport { request in
            let room = Int(request.body[0])
            let number = Int(request.body[1])
            let attempt = attempts.withLock { attempts in
                attempts[room * 1000 + number, default: 0] += 1
                return attempts[room * 1000 + number, default: 0]
            }
            switch failure(event: room * 1000 + number, attempt: attempt, seed: seed) {
            case nil: break
            case 0?: throw DeliveryError(.timeout, "No answer.")
            case let status?: return DeliveryAnswer(status: status)
            }
            arrived.withLock { $0[room, default: []].append(number) }
            let gap = request[header: "Greenroom-Gap"]?.split(separator: ",").compactMap { Int64($0) } ?? []
            gaps.withLock { $0.formUnion(gap) }
            return DeliveryAnswer(status: 204)
        }
        try await post.sending(by: transport) {
            try await post.storage.write { transaction in
                for index in 0..<(rooms * perRoom) {
                    try transaction.append(
                        .participantJoined, of: acme, room: RoomID("room-\(index % rooms + 1)"),
                        body: [UInt8(index % rooms), UInt8(index / rooms)], at: noon)
                }
            }
            try await post.passTime { try await post.count(.delivered) == rooms * perRoom }
        }
        let failed = transport.requests.count - rooms * perRoom
        #expect(failed > rooms * perRoom / 4, "the receiver did fail")
        var inversions = 0
        for (room, numbers) in arrived.withLock({ $0 }) {
            #expect(numbers.sorted() == Array(0..<perRoom), "room \(room), seed \(seed)")
            for (index, number) in numbers.enumerated() where numbers[..<index].contains(where: { $0 > number }) {
                // One that was refused for a quarter of an hour comes late, and a later one has said so.
                let sequence = Int64(number * rooms + room + 1)
                if !gaps.withLock({ $0.contains(sequence) }) { inversions += 1 }
            }
        }
        #expect(inversions == 0, "seed \(seed)")
    }

    @Test("of 1,000 receivers one that hangs and 300 that are down cost the others no time at all")
    func thousand() async throws {
        func url(_ room: Int) -> String { "https://receiver-\(room).example/hook" }
        let post = try await Post(
            rooms: 1000, urls: Dictionary(uniqueKeysWithValues: (1...1000).map { ($0, url($0)) }))
        let hangs = url(500)
        let down = Set((1...300).map { url($0 * 3) })
        let transport = ScriptedTransport { request in
            if request.url == hangs { return try await ScriptedTransport.hang() }
            if down.contains(request.url) { throw DeliveryError(.connection, "No connection.") }
            return DeliveryAnswer(status: 204)
        }
        let meter = DeliveryMeter()
        try await post.sending(by: transport, meter: meter) {
            try await post.storage.write { transaction in
                for number in 1...3 {
                    for room in 1...1000 {
                        _ = try transaction.append(
                            .sessionStarted, of: acme, room: RoomID("room-\(room)"), body: [UInt8(number)], at: noon)
                    }
                }
            }
            // The clock stands still: whatever waits for a receiver that is down would wait for ever.
            try await until { try await post.count(.delivered) == 699 * 3 }
            try await until { meter.counters.attempts[.unanswered] == 300 }
        }
        #expect(transport.numbers(to: hangs) == [1])
        let toEach = Dictionary(grouping: transport.requests, by: \.url).mapValues(\.count)
        #expect(toEach.filter { down.contains($0.key) }.values.allSatisfy { $0 == 1 })
        #expect(toEach.filter { !down.contains($0.key) && $0.key != hangs }.values.allSatisfy { $0 == 3 })
    }

    @Test("many receivers that take ten seconds for each answer leave places for one that does not")
    func slow() async throws {
        let slow = (0..<8).map { "https://slow-\($0).example/hook" }
        let urls = Dictionary(uniqueKeysWithValues: (1...320).map { ($0, slow[$0 % 8]) })
        let post = try await Post(rooms: 340, urls: urls)
        let clock = post.clock
        let transport = ScriptedTransport { request in
            if slow.contains(request.url) { try await clock.sleep(until: clock.now + .seconds(10)) }
            return DeliveryAnswer(status: 204)
        }
        try await post.sending(by: transport, limits: DeliveryLimits(total: 64, perReceiver: 32)) {
            for room in 1...320 { try await post.append(room: room, number: 1) }
            // Until the slow ones are known to answer and have as many places as they can get.
            try await until { slow.allSatisfy { transport.underWay(to: $0) == 1 } }
            clock.advance(by: .seconds(10))
            try await until { slow.map(transport.underWay).reduce(0, +) >= 40 }
            for round in 1...5 {
                for room in 321...340 { try await post.append(room: room, number: 1 + round) }
                try await until { transport.numbers(to: Post.sessions).count == 20 * round }
            }
            #expect(slow.map(transport.mostUnderWay).reduce(0, +) < 64)
            try await post.passTime {
                clock.advance(by: .seconds(10))
                return try await post.count(.delivered) == 420
            }
        }
    }

    @Test("a URL that is none says nothing of the receiver whose name it bears")
    func badURL() async throws {
        let good = "https://shared.example/hook"
        let bad = "https://stranger@shared.example/hook"
        let urls = Dictionary(uniqueKeysWithValues: (1...20).map { ($0, $0 == 1 ? bad : good) })
        let post = try await Post(rooms: 20, urls: urls)
        let transport = ScriptedTransport { request in
            if request.url == bad { throw DeliveryError(.url, "The callback URL is none.") }
            return DeliveryAnswer(status: 204)
        }
        let book = LogLines()
        let meter = DeliveryMeter()
        try await post.sending(
            by: transport, meter: meter, logger: Logger(label: "test", factory: { _ in LogBook(lines: book) })
        ) {
            for room in 1...20 { try await post.append(room: room, number: room) }
            try await until { try await post.count(.delivered) == 19 }
            try await until { meter.counters.attempts[.unusable] == 1 }
        }
        #expect(book.all == [])
    }
}
