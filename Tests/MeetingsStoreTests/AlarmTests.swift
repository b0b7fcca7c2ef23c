import Meetings
import MeetingsStore
import Testing
import ValueSupport

/// One rule on a recorded stream: what happens when, and what the rules make of it when.
struct AlarmCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Seconds from the start, and what happened.
    let events: [(Int, EventBody)]
    /// `45 raised critical guests_no_host`: seconds from the start, the step, the level, the rule.
    let steps: [String]
    let until: Int

    init(_ name: String, until: Int, _ events: [(Int, EventBody)], _ steps: [String]) {
        testDescription = name
        self.until = until
        self.events = events
        self.steps = steps
    }
}

/// The makings of a recorded stream.
enum Recorded {
    static let start = Timestamp(milliseconds: 1_900_000_000_000)
    static let session = SessionID("s")
    static let id = RoomID("r")

    static func at(_ seconds: Int) -> Timestamp { start + .seconds(seconds) }

    static func room(
        _ id: String = "r", type: RoomType = .longTerm, closes: Int = 100_000, autoRecord: Bool = false,
        theme: String? = nil
    ) -> Room {
        Room(
            id: RoomID(id), displayName: "Room \(id)", type: type, expiresAt: at(closes),
            recordingOptions: RecordingOptions(autoRecord: autoRecord), themeID: theme.map { ThemeID($0) },
            meetingCode: "1", createdAt: start)
    }

    static func person(_ id: String, host: Bool = false, room: String = "r", name: String? = nil) -> Participant {
        Participant(
            id: ParticipantID(id), sessionID: SessionID(room == "r" ? "s" : "s-\(room)"), roomID: RoomID(room),
            name: name ?? id, role: .guest, isHost: host)
    }

    static func began(_ room: String = "r", at seconds: Int) -> EventBody {
        .sessionStarted(
            session: SessionID(room == "r" ? "s" : "s-\(room)"), room: RoomID(room), startedAt: at(seconds))
    }

    static func joined(_ id: String, host: Bool = false, room: String = "r", name: String? = nil) -> EventBody {
        .participantJoined(person(id, host: host, room: room, name: name))
    }

    static func left(_ id: String, host: Bool = false, room: String = "r", name: String? = nil) -> EventBody {
        .participantLeft(person(id, host: host, room: room, name: name))
    }

    static func ended(_ from: Int, _ to: Int) -> EventBody {
        .sessionEnded(session: session, room: id, startedAt: at(from), endedAt: at(to))
    }

    static func waits(_ id: String) -> WaitingPerson {
        WaitingPerson(id: ParticipantID(id), roomID: RoomID("r"), name: id, waitsFor: .approval)
    }

    static func people(_ count: Int, from first: Int = 0) -> [EventBody] {
        (first..<first + count).map { joined("p\($0)") }
    }

    /// A host and `count` guests, of whom some leave from second 100 on, one a second.
    static func crowd(_ count: Int, leaving: Int) -> [(Int, EventBody)] {
        var events: [(Int, EventBody)] = [(0, joined("h", host: true))]
        for body in people(count) { events.append((1, body)) }
        for number in 0..<leaving { events.append((100 + number, left("p\(number)"))) }
        return events
    }

    /// A host and guests who come two a second.
    static func storm(_ count: Int) -> [(Int, EventBody)] {
        var events: [(Int, EventBody)] = [(0, joined("h", host: true))]
        for (number, body) in people(count).enumerated() { events.append((number / 2, body)) }
        return events
    }

    /// A host, and a guest who comes every 20 seconds from second 10 on and stays for five.
    static func returns(_ name: String, times: Int) -> [(Int, EventBody)] {
        var events: [(Int, EventBody)] = [(0, joined("h", host: true))]
        for number in 0..<times {
            events.append((number * 20 + 10, joined("z\(number)", name: name)))
            events.append((number * 20 + 15, left("z\(number)", name: name)))
        }
        return events
    }

    static func events(_ bodies: [(Int, EventBody)]) -> [Event] {
        bodies.enumerated().map { Event(sequence: Int64($0.offset + 1), at: at($0.element.0), body: $0.element.1) }
    }

    static func text(_ step: AlarmTransition) -> String {
        let seconds = (step.at - start).components.seconds
        return "\(seconds) \(step.kind.rawValue) \(step.alarm.level.rawValue) \(step.alarm.rule.rawValue)"
    }

    /// What the rules make of a stream, the bell left out.
    static func steps(
        _ bodies: [(Int, EventBody)], until: Int, settings: AlarmSettings = AlarmSettings(), sheet: RunSheet? = nil
    ) -> [AlarmTransition] {
        var replay = AlarmReplay(settings: settings, runSheet: sheet)
        var steps: [AlarmTransition] = []
        for event in events(bodies) { steps += replay.play(event) }
        steps += replay.advance(to: at(until))
        return steps.filter { $0.kind != .rang }
    }
}

struct AlarmTests {
    static let recording = RecordingID("rec")

    static let cases: [AlarmCase] = [
        AlarmCase(
            "guests alone are told after 45 s, and no more 5 s after a host came", until: 100,
            [(0, Recorded.joined("g")), (60, Recorded.joined("h", host: true))],
            ["45 raised critical guests_no_host", "65 cleared critical guests_no_host"]),
        AlarmCase(
            "guests who leave in time are not told", until: 100,
            [(0, Recorded.joined("g")), (44, Recorded.left("g"))], []),
        AlarmCase(
            "a lost host is told after 20 s", until: 200,
            [
                (0, Recorded.joined("g")), (1, Recorded.joined("h", host: true)),
                (100, Recorded.left("h", host: true)), (130, Recorded.joined("h2", host: true)),
            ],
            ["120 raised critical host_lost", "135 cleared critical host_lost"]),
        AlarmCase(
            "who waits is told 60 s after a host could let them in", until: 130,
            [
                (0, Recorded.joined("h", host: true)), (5, .waitingJoined(Recorded.waits("w"))),
                (90, .waitingLeft(Recorded.waits("w"))),
            ],
            ["65 raised warning lobby_waiting", "95 cleared warning lobby_waiting"]),
        AlarmCase(
            "a closing with people inside is told 15 minutes before, critical in the last five", until: 3700,
            [
                (0, .roomCreated(Recorded.room(closes: 3600))), (0, Recorded.joined("h", host: true)),
                (3590, Recorded.left("h", host: true)),
            ],
            ["2700 raised warning closing", "3300 rose critical closing", "3590 cleared critical closing"]),
        AlarmCase(
            "an extended room is told no more", until: 3000,
            [
                (0, .roomCreated(Recorded.room(closes: 3600))), (0, Recorded.joined("h", host: true)),
                (2800, .roomUpdated(Recorded.room(closes: 9000))),
            ],
            ["2700 raised warning closing", "2800 cleared warning closing"]),
        AlarmCase(
            "an instant room that nobody enters is told two minutes before it closes", until: 700,
            [
                (0, .roomCreated(Recorded.room(type: .instant, closes: 600))),
                (
                    600,
                    .roomExpired(
                        room: Recorded.id, type: .instant, expiresAt: Recorded.at(600), createdAt: Recorded.start)
                ),
            ],
            ["480 raised info instant_dying", "540 rose warning instant_dying", "600 cleared warning instant_dying"]),
        AlarmCase(
            "a recording that should run is missed after 30 s", until: 60,
            [
                (0, .roomCreated(Recorded.room(autoRecord: true))), (1, Recorded.began(at: 1)),
                (1, Recorded.joined("h", host: true)),
                (40, .recordingStarted(recording: recording, session: Recorded.session)),
            ],
            ["31 raised critical recording_off", "45 cleared critical recording_off"]),
        AlarmCase(
            "a recording that is not uploaded is told after ten minutes", until: 1000,
            [
                (0, Recorded.joined("h", host: true)),
                (10, .recordingStarted(recording: recording, session: Recorded.session)),
                (
                    100,
                    .recordingEnded(
                        recording: recording, session: Recorded.session, startedAt: Recorded.at(10),
                        endedAt: Recorded.at(100), seconds: 90)
                ),
                (
                    900,
                    .recordingUploaded(
                        recording: recording, session: Recorded.session, room: Recorded.id, startedAt: Recorded.at(10),
                        endedAt: Recorded.at(100), seconds: 90, url: "u")
                ),
            ],
            ["700 raised warning recording_late", "900 cleared warning recording_late"]),
        AlarmCase(
            "a recording that outlives its session is told after a minute", until: 200,
            [
                (0, Recorded.joined("h", host: true)),
                (10, .recordingStarted(recording: recording, session: Recorded.session)),
                (50, Recorded.left("h", host: true)), (50, Recorded.ended(0, 50)),
                (
                    150,
                    .recordingEnded(
                        recording: recording, session: Recorded.session, startedAt: Recorded.at(10),
                        endedAt: Recorded.at(50), seconds: 40)
                ),
            ],
            ["110 raised warning recording_stalled", "150 cleared warning recording_stalled"]),
        AlarmCase(
            "four of ten who leave within a minute are told after 5 s, until a minute after", until: 300,
            Recorded.crowd(9, leaving: 4),
            ["108 raised critical crowd_drop", "225 cleared critical crowd_drop"]),
        AlarmCase(
            "three of ten are not", until: 300,
            Recorded.crowd(9, leaving: 3), []),
        AlarmCase(
            "sixty joins within a minute are a storm", until: 200,
            Recorded.storm(60),
            ["29 raised warning crowd_limit", "91 cleared warning crowd_limit"]),
        AlarmCase(
            "who joins four times in five minutes is told, as long as that is so", until: 400,
            Recorded.returns("Zoë", times: 4),
            ["70 raised info flapping", "311 cleared info flapping"]),
    ]

    @Test("each rule raises and clears at its times", arguments: cases)
    func times(_ example: AlarmCase) {
        let steps = Recorded.steps(example.events, until: example.until)
        #expect(steps.map(Recorded.text) == example.steps)
    }

    @Test("every rule says what it saw, with numbers and times")
    func sentences() {
        var saw: [AlarmRule: String] = [:]
        for example in AlarmTests.cases {
            for step in Recorded.steps(example.events, until: example.until) where step.kind == .raised {
                saw[step.alarm.rule] = saw[step.alarm.rule] ?? step.alarm.saw
            }
        }
        #expect(saw[.guestsWithoutHost] == "1 guest since 17:46:40, no host was ever there")
        #expect(saw[.hostLost] == "1 guest and no host, the last host left 17:48:20")
        #expect(saw[.lobbyWaiting] == "1 person waits, the longest since 17:46:45, with a host inside")
        #expect(saw[.closing] == "closes 18:46:40 with 1 person inside")
        #expect(saw[.instantRoomEmpty] == "empty since 17:46:40, closes 17:56:40")
        #expect(saw[.recordingMissing] == "recording expected by auto_record, none since 17:46:41")
        #expect(saw[.recordingLate] == "recording ended 17:48:20, not uploaded (limit 10:00)")
        #expect(saw[.recordingStalled] == "session over since 17:47:30, recording rec is still started")
        #expect(saw[.crowdDrop] == "4 of 10 people left within a minute, 6 remain")
        #expect(saw[.crowdLimit] == "60 joins within a minute, 60 people inside")
        #expect(saw[.flapping] == "Zoë joined 4 times since 17:46:50")
    }

    @Test("the time counts from the leaving of the last host, in whichever order the news came")
    func anyOrder() {
        let news = Recorded.events([
            (0, Recorded.joined("g")), (1, Recorded.joined("h", host: true)), (100, Recorded.left("h", host: true)),
        ])
        for order in [news, news.reversed()] {
            var state = State()
            for event in order { _ = state.apply(.event(event, from: .stream, at: Recorded.at(101))) }
            _ = state.apply(.heartbeat(.stream, at: Recorded.at(120)))
            var board = AlarmBoard()
            let early = board.update(state: state, now: Recorded.at(119))
            #expect(!early.contains { $0.alarm.rule == .hostLost })
            let raised = board.update(state: state, now: Recorded.at(120)).filter { $0.alarm.rule == .hostLost }
            #expect(raised.map(\.kind) == [.raised, .rang])
            #expect(raised.map(\.alarm.since) == [Recorded.at(100), Recorded.at(100)])
        }
    }
}
