import Meetings
import MeetingsStore
import Testing
import ValueSupport

@Suite("The event log")
struct EventLogTests {
    private let start = Timestamp(milliseconds: 1_900_000_000_000)

    private func joined(_ id: String, named name: String = "Ines") -> EventBody {
        .participantJoined(
            Participant(
                id: ParticipantID(id), sessionID: SessionID("s"), roomID: RoomID("r"), name: name, role: .guest,
                isHost: false))
    }

    private func log(_ events: [Event], limit: Int = 1000, from source: Source = .stream) -> EventLog {
        var state = State(eventsKept: limit)
        for event in events { _ = state.apply(.event(event, from: source, at: event.at ?? start)) }
        return state.events
    }

    private func event(_ sequence: Int64?, _ body: EventBody, at seconds: Int) -> Event {
        Event(sequence: sequence, at: start + .seconds(seconds), body: body)
    }

    @Test("keeps the newest events and their texts, however many have fallen off its end")
    func turnover() {
        let events = (1...5000).map { event(Int64($0), joined("p\($0)", named: "name \($0)"), at: $0) }
        let log = log(events, limit: 70)
        #expect(log.count == 70)
        #expect(log.total == 5000)
        #expect((0..<70).map { log[$0].subject } == (4931...5000).map { "name \($0)" })
        #expect((0..<70).allSatisfy { log[$0].roomID == RoomID("r") && log[$0].sessionID == SessionID("s") })
        #expect(log.index(ofSequence: 4930) == nil)
        #expect(log.index(ofSequence: 4931) == 0)
    }

    @Test("what comes late finds its place after a turnover, too", arguments: 1...20 as ClosedRange<UInt64>)
    func lateNews(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let events = (1...400).map { event(Int64($0 * 2), joined("p\($0)"), at: $0) }
        // Each is at most some places late, as over several connections.
        let arrivals = events.enumerated().sorted { left, right in
            left.offset + Int.random(in: 0...9, using: &random) < right.offset
        }.map(\.element)
        let log = log(arrivals + arrivals.shuffled(using: &random).suffix(50), limit: 5000)
        #expect((0..<log.count).map { log[$0].sequence } == events.map(\.sequence))
        #expect(log.total == 400)
    }

    @Test("numbers and times of any size are kept as they are")
    func extremes() {
        let values: [(Int64, Int64)] = [
            (-5, 0), (0, -1), (1, 4_102_444_800_000), (Int64(UInt32.max), 1), (Int64.max, Int64.max / 4),
        ]
        let log = log(
            values.map { Event(sequence: $0, at: Timestamp(milliseconds: $1), body: joined("p\($0)")) })
        #expect((0..<log.count).map { log[$0].sequence } == values.map(\.0))
        #expect((0..<log.count).map { log[$0].time.milliseconds } == values.map(\.1))
    }

    @Test("people of one name in one session are told apart by their ids")
    func sameName() {
        let log = log((1...50).map { event(nil, joined("p\($0)"), at: $0) }, from: .callbacks)
        #expect(log.count == 50)
    }

    @Test("a callback after its event on the stream says nothing new, and one before it gets its number")
    func twoWays() {
        var state = State()
        let first = event(7, joined("a"), at: 1)
        let second = event(8, joined("b"), at: 2)
        let bare = { (event: Event) in Event(sequence: nil, at: nil, body: event.body) }
        #expect(state.apply(.event(first, from: .stream, at: start)).events)
        #expect(!state.apply(.event(bare(first), from: .callbacks, at: start + .seconds(9))).events)
        #expect(state.apply(.event(bare(second), from: .callbacks, at: start + .seconds(1))).events)
        #expect(state.events.count == 2)
        #expect(!state.events[1].hasServerTime)
        #expect(state.apply(.event(second, from: .stream, at: start + .seconds(3))).events)
        #expect(state.events.total == 2)
        #expect(state.events[1].sequence == 8)
        #expect(state.events[1].at == second.at)
        #expect(state.events[1].source == .callbacks)
    }

    @Test("an id with control characters never passes for a scrubbed name")
    func idsStayApart() {
        let hostile = "\u{1B}]52;c;x\u{7}"
        let body = EventBody.participantJoined(
            Participant(
                id: ParticipantID("p"), sessionID: SessionID(hostile), roomID: RoomID("r"), name: hostile,
                role: .guest, isHost: false))
        let log = log([event(1, body, at: 1)])
        #expect(log[0].sessionID == SessionID(hostile))
        #expect(log[0].subject == hostile.scrubbed())
    }

    @Test("places are found by number and by time, and events are counted by spans")
    func places() {
        let log = log((1...100).map { event(Int64($0 * 10), joined("p\($0)"), at: $0) })
        #expect(log.index(ofSequence: 500) == 49)
        #expect(log.index(ofSequence: 505) == nil)
        #expect(log.firstIndex(notBefore: 505) == 50)
        #expect(log.firstIndex(notBefore: start + .seconds(50)) == 49)
        #expect(log.firstIndex(notBefore: start + .seconds(1000)) == 100)
        #expect(log.counts(until: start + .seconds(101), spans: 4, span: .seconds(10)) == [10, 10, 10, 10])
        #expect(log.counts(until: start + .seconds(1), spans: 2, span: .seconds(10)) == [0, 0])
    }

    @Test("a copy keeps its events while the original goes on")
    func copies() {
        var state = State(eventsKept: 50)
        for number in 1...50 {
            _ = state.apply(.event(event(Int64(number), joined("p\(number)"), at: number), from: .stream, at: start))
        }
        let copy = state.events
        for number in 51...90 {
            _ = state.apply(.event(event(Int64(number), joined("p\(number)"), at: number), from: .stream, at: start))
        }
        #expect((0..<50).map { copy[$0].sequence } == (1...50).map { Int64($0) })
        #expect(copy != state.events)
    }
}
