import Meetings
import MeetingsStore
import Testing
import ValueSupport

/// The life of alarms: decisions, storms, the bell, and what the rules make of lost and shuffled news.
struct AlarmBoardTests {
    private let key = AlarmKey(.guestsWithoutHost, "r")

    private func decision(
        _ state: AlarmAcknowledgement.State, at seconds: Int, until: Int, level: AlarmLevel? = nil,
        of key: AlarmKey? = nil
    ) -> AlarmAcknowledgement {
        AlarmAcknowledgement(
            key: key ?? self.key, state: state, note: "on it", operatorName: "dana", level: level,
            at: Recorded.at(seconds), until: Recorded.at(until))
    }

    @Test("an acknowledgement hides an alarm until it ends, and the header still counts it")
    func acknowledged() {
        let ack = decision(.acknowledged, at: 50, until: 80)
        let steps = Recorded.steps([(0, Recorded.joined("g")), (50, .alarmAcknowledged(ack))], until: 100)
        #expect(
            steps.map(Recorded.text) == [
                "45 raised critical guests_no_host", "50 acknowledged critical guests_no_host",
                "80 reopened critical guests_no_host",
            ])
        var replay = AlarmReplay()
        for event in Recorded.events([(0, Recorded.joined("g")), (50, .alarmAcknowledged(ack))]) {
            _ = replay.play(event)
        }
        #expect(replay.board.alarms.isEmpty)
        #expect(replay.board.all.first?.decision?.note == "on it")
        #expect(replay.board.counts.critical == 0 && replay.board.counts.hidden == 1)
    }

    @Test("a snooze ends by itself, and can be taken back")
    func snoozed() {
        let snooze = decision(.snoozed, at: 50, until: 350)
        let events: [(Int, EventBody)] = [(0, Recorded.joined("g")), (50, .alarmSnoozed(snooze))]
        #expect(Recorded.steps(events, until: 400).map(Recorded.text).last == "350 reopened critical guests_no_host")
        let taken = Recorded.steps(events + [(60, .alarmReopened(key, operatorName: "lee"))], until: 400)
        #expect(taken.map(Recorded.text).last == "60 reopened critical guests_no_host")
    }

    @Test("an alarm that rises shows through the acknowledgement of what it was")
    func rises() {
        let room = EventBody.roomCreated(Recorded.room(closes: 3600))
        let ack = decision(.acknowledged, at: 2800, until: 9000, level: .warning, of: AlarmKey(.closing, "r"))
        let steps = Recorded.steps(
            [(0, room), (0, Recorded.joined("h", host: true)), (2800, .alarmAcknowledged(ack))], until: 3400)
        #expect(
            steps.map(Recorded.text) == [
                "2700 raised warning closing", "2800 acknowledged warning closing", "3300 rose critical closing",
                "3300 reopened critical closing",
            ])
    }

    @Test("the last minute before a closing shows through every acknowledgement")
    func lastMinute() {
        let ack = decision(.acknowledged, at: 3310, until: 9000, of: AlarmKey(.closing, "r"))
        let steps = Recorded.steps(
            [
                (0, .roomCreated(Recorded.room(closes: 3600))), (0, Recorded.joined("h", host: true)),
                (3310, .alarmAcknowledged(ack)),
            ], until: 3550)
        #expect(
            steps.map(Recorded.text).suffix(2) == [
                "3310 acknowledged critical closing", "3540 reopened critical closing",
            ])
    }

    @Test("an acknowledgement of an alarm that was cleared does not hide the next one")
    func nextOne() {
        let ack = decision(.acknowledged, at: 50, until: 9000)
        let steps = Recorded.steps(
            [
                (0, Recorded.joined("g")), (50, .alarmAcknowledged(ack)), (60, Recorded.left("g")),
                (60, Recorded.ended(0, 60)), (100, Recorded.joined("g2", room: "r2")),
            ], until: 200)
        #expect(steps.map(\.kind) == [.raised, .acknowledged, .cleared, .raised])
        var state = State()
        _ = state.apply(.acknowledgement(ack, at: Recorded.at(50)))
        let late = Event(sequence: nil, at: Recorded.at(100), body: Recorded.joined("later"))
        _ = state.apply(.event(late, from: .stream, at: Recorded.at(100)))
        _ = state.apply(.heartbeat(.stream, at: Recorded.at(150)))
        var board = AlarmBoard()
        _ = board.update(state: state, now: Recorded.at(150))
        #expect(board.alarms.count == 1)
    }

    @Test("five of one rule within ten seconds are one line; a sixth joins it, and one that is left stands alone")
    func storm() {
        var events: [(Int, EventBody)] = (0..<5).map { ($0 * 2, Recorded.joined("g\($0)", room: "r\($0)")) }
        events.append((17, Recorded.joined("g5", room: "r5")))
        events.append((40, Recorded.joined("g6", room: "r6")))
        var replay = AlarmReplay()
        for event in Recorded.events(events) { _ = replay.play(event) }
        _ = replay.advance(to: Recorded.at(52))
        #expect(replay.board.rows.count == 4, "four by themselves")
        _ = replay.advance(to: Recorded.at(53))
        #expect(replay.board.rows.count == 1)
        _ = replay.advance(to: Recorded.at(62))
        guard case .storm(_, let folded)? = replay.board.rows.first else {
            Issue.record("no storm")
            return
        }
        #expect(folded.count == 6 && replay.board.counts.folded == 5 && replay.board.counts.critical == 6)
        _ = replay.advance(to: Recorded.at(90))
        #expect(replay.board.rows.count == 2, "the seventh came later")
    }

    @Test("the bell rings at most once in ten seconds, and for none in vain")
    func bell() {
        let events: [(Int, EventBody)] = [
            (0, Recorded.joined("a", room: "r1")), (3, Recorded.joined("b", room: "r2")),
            (4, Recorded.joined("c", room: "r3")), (51, Recorded.left("c", room: "r3")),
        ]
        func rings(_ settings: AlarmSettings) -> [Int64] {
            var replay = AlarmReplay(settings: settings)
            var steps: [AlarmTransition] = []
            for event in Recorded.events(events) { steps += replay.play(event) }
            steps += replay.advance(to: Recorded.at(120))
            return steps.filter { $0.kind == .rang }.map { ($0.at - Recorded.start).components.seconds }
        }
        #expect(rings(AlarmSettings()) == [45, 55])
        var silent = AlarmSettings()
        silent.silentHours = [SilentHours(from: 22 * 60, to: 6 * 60), SilentHours(from: 17 * 60, to: 18 * 60)]
        #expect(rings(silent).isEmpty)
    }

    @Test("a rule can be switched off, held longer, and muted in rooms of a name")
    func settings() {
        let events: [(Int, EventBody)] = [(0, .roomCreated(Recorded.room())), (0, Recorded.joined("g"))]
        var settings = AlarmSettings()
        settings.rules[.guestsWithoutHost] = AlarmTuning(hold: .seconds(90), level: .warning)
        #expect(
            Recorded.steps(events, until: 200, settings: settings).map(Recorded.text)
                == ["90 raised warning guests_no_host"])
        settings.overrides = [AlarmOverride(rooms: "room R", isMuted: true)]
        #expect(Recorded.steps(events, until: 200, settings: settings).isEmpty)
        settings.overrides = [AlarmOverride(rooms: "name:other", isMuted: true)]
        settings.rules[.guestsWithoutHost]?.isOff = true
        #expect(Recorded.steps(events, until: 200, settings: settings).isEmpty)
    }

    @Test(
        "shuffled, repeated and lost callbacks end in the same alarms after a listing",
        arguments: 1...20 as ClosedRange<UInt64>)
    func sameEnd(seed: UInt64) {
        let history = History(seed: seed, steps: 150)
        var random = SeededRandom(seed: seed &+ 5000)
        let end = history.end + .seconds(3600)
        func alarms(_ arrivals: [(Source, Event)]) -> [AlarmKey: AlarmLevel] {
            var state = State()
            for (offset, (source, event)) in arrivals.enumerated() {
                _ = state.apply(.event(event, from: source, at: history.end + .milliseconds(offset)))
            }
            for change in history.listings(at: end) { _ = state.apply(change) }
            var board = AlarmBoard()
            _ = board.update(state: state, now: end)
            _ = board.update(state: state, now: end + .seconds(300))
            // Recordings have no listing: what was lost of them stays lost.
            let open = board.all.filter { ![.recordingLate, .recordingStalled, .gap, .feedStale].contains($0.rule) }
            return Dictionary(uniqueKeysWithValues: open.map { ($0.key, $0.level) })
        }
        let expected = alarms(history.events.map { (.stream, $0) })
        var arrivals: [(Source, Event)] = []
        for event in history.events {
            let isCallback = event.body.name.callbackKind != nil
            if isCallback, Int.random(in: 0..<10, using: &random) < 2 { continue }
            let bare = Event(sequence: nil, at: event.at, body: event.body)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                arrivals.append(isCallback ? (.callbacks, bare) : (.stream, event))
            }
        }
        arrivals.shuffle(using: &random)
        #expect(alarms(arrivals) == expected)
    }

    @Test("a listing brings decisions, and takes those away that are over; newer news wins over it")
    func listing() {
        var state = State()
        let ack = decision(.acknowledged, at: 50, until: 900)
        func listing(_ items: [AlarmAcknowledgement], askedAt seconds: Int) -> Change {
            .acknowledgements(Listing(items: items, askedAt: Recorded.at(seconds), at: Recorded.at(seconds + 1)))
        }
        _ = state.apply(listing([ack], askedAt: 60))
        #expect(state.acknowledgements[key] == ack)
        _ = state.apply(.reopening(key, at: Recorded.at(70)))
        _ = state.apply(listing([ack], askedAt: 65))
        #expect(state.acknowledgements.isEmpty)
        _ = state.apply(listing([ack], askedAt: 80))
        #expect(state.acknowledgements[key] == ack)
        #expect(state.apply(listing([], askedAt: 90)).alarms)
        #expect(state.acknowledgements.isEmpty)
        let reopened = Event(sequence: 9, at: Recorded.at(95), body: .alarmReopened(key, operatorName: ""))
        let acknowledged = Event(sequence: 8, at: Recorded.at(94), body: .alarmAcknowledged(ack))
        for event in [reopened, acknowledged] {
            _ = state.apply(.event(event, from: .stream, at: Recorded.at(95)))
        }
        #expect(state.acknowledgements.isEmpty)
    }

    @Test("guests without a host and a late start are one alarm, and the late start is told once the guests are gone")
    func oneFact() throws {
        let sheet = RunSheet(csv: "PLAN,ROOM,HOST\n17:47,r,Dana", now: Recorded.start, utcOffset: 0)
        let events: [(Int, EventBody)] = [
            (-300, .roomCreated(Recorded.room())), (10, Recorded.began(at: 10)), (130, Recorded.joined("g")),
            (300, Recorded.left("g")),
        ]
        let steps = Recorded.steps(events, until: 400, sheet: sheet)
        #expect(
            steps.map(Recorded.text) == [
                "140 raised critical late_start", "175 raised critical guests_no_host",
                "180 cleared critical late_start",
                "305 cleared critical guests_no_host", "306 raised critical late_start",
            ])
        let guests = try #require(steps.first { $0.alarm.rule == .guestsWithoutHost }?.alarm)
        #expect(guests.saw == "1 guest since 17:48:50, no host was ever there, Dana expected at 17:47:00")
        #expect(steps.last?.alarm.since == Recorded.at(20))
    }

    @Test("a late start is told where guests without a host are no alarm, or a lesser one")
    func lateStartAlone() {
        let sheet = RunSheet(csv: "PLAN,ROOM\n17:47,r", now: Recorded.start, utcOffset: 0)
        let events: [(Int, EventBody)] = [
            (-300, .roomCreated(Recorded.room())), (10, Recorded.began(at: 10)), (10, Recorded.joined("g")),
        ]
        for tuning in [AlarmTuning(isOff: true), AlarmTuning(level: .warning)] {
            var settings = AlarmSettings()
            settings.rules[.guestsWithoutHost] = tuning
            let steps = Recorded.steps(events, until: 200, settings: settings, sheet: sheet).map(Recorded.text)
            #expect(steps.contains("140 raised critical late_start"))
            #expect(!steps.contains { $0.contains("cleared") })
        }
    }

    @Test("numbers, times and levels that differ in some rooms count there only, and later ones win")
    func roomSettings() {
        var settings = AlarmSettings()
        settings.limits.roomCapacity = 100
        var small = AlarmLimitTuning()
        small.roomCapacity = 2
        small.closingWarning = .seconds(2000)
        var large = AlarmLimitTuning()
        large.roomCapacity = 50
        settings.overrides = [
            AlarmOverride(rooms: "name:\"Room a\"", rules: [.crowdLimit: AlarmTuning(level: .critical)], limits: small),
            AlarmOverride(
                rooms: "name:\"Room c\"", rules: [.closing: AlarmTuning(hold: .seconds(600), level: .info)],
                limits: small),
            AlarmOverride(rooms: "name:c", limits: large),
        ]
        var events: [(Int, EventBody)] = []
        for room in ["a", "b", "c"] {
            events.append((-10, .roomCreated(Recorded.room(room, closes: 2000))))
            events.append((0, Recorded.began(room, at: 0)))
            events += ["h", "p", "q"].map { (0, Recorded.joined("\(room)-\($0)", host: $0 == "h", room: room)) }
        }
        let steps = Recorded.steps(events, until: 1200, settings: settings).filter { $0.kind == .raised }
        #expect(
            steps.map { "\(Recorded.text($0)) \($0.alarm.key.object)" } == [
                "0 raised warning closing a", "0 raised critical crowd_limit a", "600 raised info closing c",
                "1100 raised warning closing b",
            ])
        #expect(steps[1].alarm.saw == "2 people inside, the limit is 2")
    }
}
