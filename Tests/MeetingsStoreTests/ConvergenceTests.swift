import Meetings
import MeetingsStore
import Testing
import ValueSupport

struct ConvergenceTests {
    static let seeds: [UInt64] = Array(1...40)

    @Test("a shuffled, repeated history, by stream or callbacks, ends in the same facts", arguments: seeds)
    func shuffled(seed: UInt64) {
        let history = History(seed: seed, steps: 150)
        let expected = played(history.events.map { (.stream, $0) }).facts
        var random = SeededRandom(seed: seed &+ 1000)
        var arrivals = history.events.flatMap { event in
            (0..<Int.random(in: 1...3, using: &random)).map { _ in
                arrival(of: event, byCallback: Bool.random(using: &random))
            }
        }
        arrivals.shuffle(using: &random)
        #expect(played(arrivals).facts == expected)
    }

    @Test("what was lost is repaired by the next listings", arguments: seeds)
    func lost(seed: UInt64) {
        let history = History(seed: seed, steps: 150)
        let time = history.end + .seconds(3600)
        var expected = played(history.events.map { (.stream, $0) })
        for change in history.listings(at: time) { _ = expected.apply(change) }
        var random = SeededRandom(seed: seed &+ 2000)
        // Recordings, waits and locks have no listing: they are not lost here.
        var arrivals = history.events.filter {
            Self.isUnlisted($0.body.name) || Int.random(in: 0..<10, using: &random) > 2
        }
        .map { arrival(of: $0, byCallback: Bool.random(using: &random)) }
        arrivals.shuffle(using: &random)
        // An early listing, of a moment when all had already happened, stands among late news.
        var state = played(Array(arrivals.prefix(arrivals.count / 2)))
        for change in history.listings(at: history.end + .seconds(600)).shuffled(using: &random) {
            _ = state.apply(change)
        }
        for (offset, (source, event)) in arrivals.dropFirst(arrivals.count / 2).enumerated() {
            _ = state.apply(.event(event, from: source, at: history.end + .seconds(700) + .milliseconds(offset)))
        }
        for change in history.listings(at: time).shuffled(using: &random) { _ = state.apply(change) }
        #expect(state.facts == expected.facts)
        checkCounts(state)
    }

    @Test("callbacks without times and listings come to the same as the stream", arguments: seeds)
    func bareCallbacks(seed: UInt64) {
        let history = History(seed: seed, steps: 150)
        let time = history.end + .seconds(3600)
        var expected = played(history.events.map { (.stream, $0) })
        var bare = played(
            history.events.filter { $0.body.name.callbackKind != nil }
                .map { (.callbacks, Event(sequence: nil, at: nil, body: $0.body)) })
        for change in history.listings(at: time) {
            _ = expected.apply(change)
            _ = bare.apply(change)
        }
        var (first, second) = (expected.facts, bare.facts)
        for id in first.sessions.keys { first.sessions[id]?.isLocked = false }
        first.waiting = [:]
        first.recordings = [:]
        second.recordings = [:]
        #expect(first == second)
    }

    @Test("counts kept along are those that a count over everything gives", arguments: seeds)
    func counts(seed: UInt64) {
        let history = History(seed: seed, steps: 150)
        var random = SeededRandom(seed: seed)
        checkCounts(played(history.events.map { (.stream, $0) }))
        checkCounts(played(history.events.shuffled(using: &random).map { (.stream, $0) }))
    }

    @Test("who waits, what is locked and what is deleted is as the server has it", arguments: seeds)
    func control(seed: UInt64) {
        let history = History(seed: seed, steps: 150)
        var random = SeededRandom(seed: seed &+ 3000)
        let facts = played(history.events.shuffled(using: &random).map { (.stream, $0) }).facts
        #expect(Set(facts.waiting.keys) == Set(history.waiting.keys))
        #expect(facts.waiting.mapValues(\.waitsFor) == history.waiting.mapValues(\.waitsFor))
        let locked = history.locked.filter { history.sessions[$0]?.isLive == true }
        #expect(Set(facts.sessions.filter(\.value.isLocked).keys) == locked)
        #expect(Set(facts.rooms.keys) == Set(history.rooms.keys))
        #expect(Set(facts.sessions.keys) == Set(history.sessions.keys))
        #expect(history.deleted.isDisjoint(with: facts.rooms.keys))
    }

    @Test("the event log holds each event once, in the order of the server's log", arguments: seeds)
    func eventLog(seed: UInt64) {
        let history = History(seed: seed, steps: 60)
        var random = SeededRandom(seed: seed)
        var arrivals = history.events.map { arrival(of: $0, byCallback: false) }
        arrivals += history.events.map { arrival(of: $0, byCallback: true) }
        arrivals.shuffle(using: &random)
        let log = played(arrivals).events
        #expect((0..<log.count).map { log[$0].sequence } == history.events.map(\.sequence))
        #expect(log.total == history.events.count)
    }

    private static func isUnlisted(_ name: EventName) -> Bool {
        switch name {
        case .sessionLocked, .sessionUnlocked, .waitingJoined, .waitingLeft, .recordingFailed: true
        default: name.callbackKind == .recordings
        }
    }

    private func arrival(of event: Event, byCallback: Bool) -> (Source, Event) {
        guard byCallback, event.body.name.callbackKind != nil else { return (.stream, event) }
        return (.callbacks, Event(sequence: nil, at: event.at, body: event.body))
    }

    private func played(_ arrivals: [(Source, Event)]) -> State {
        var state = State()
        for (offset, (source, event)) in arrivals.enumerated() {
            _ = state.apply(.event(event, from: source, at: Timestamp(milliseconds: 1_800_000_000_000 + Int64(offset))))
        }
        return state
    }

    private func checkCounts(_ state: State) {
        let inside = state.people.values.filter(state.isInside)
        #expect(state.peopleInside == inside.count)
        for room in state.rooms.values {
            let here = inside.filter { $0.participant.roomID == room.id }
            #expect(room.hosts == here.count { $0.participant.isHost })
            #expect(room.guests == here.count { !$0.participant.isHost })
            #expect(room.isLive == state.sessions.values.contains { $0.roomID == room.id && $0.isLive })
            #expect(state.liveRooms.contains(room.id) == room.isLive)
        }
        #expect(state.waiting.count == state.rooms.values.reduce(0) { $0 + $1.waiting.count })
        #expect(state.shownRooms == Set(state.rooms.values.filter(\.isShown).map(\.id)))
        #expect(state.recordingsRunning == state.rooms.values.reduce(0) { $0 + $1.recordings })
        #expect(state.watchedRooms == state.rooms.compactMapValues(\.watch))
    }
}
