import Meetings
import MeetingsStore
import Testing

struct VisitTests {
    private static let start = Timestamp(milliseconds: 1_930_383_600_000)

    private static func at(_ seconds: Int) -> Timestamp { start + .seconds(seconds) }

    private static func headcount(_ visits: [(Int, Int?)]) -> Headcount {
        Headcount(visits: visits.map { (at($0.0), $0.1.map(at)) })
    }

    @Test(
        "the highest count of each span is told, also where people only passed through it",
        arguments: [
            ([(0, 29), (10, nil)], [1, 2, 2, 1, 1]), ([(12, 14)], [0, 1, 0, 0, 0]), ([(0, nil)], [1, 1, 1, 1, 1]),
            ([], [0, 0, 0, 0, 0]), ([(5, 5)], [0, 0, 0, 0, 0]), ([(-20, 15)], [1, 1, 0, 0, 0]),
        ] as [([(Int, Int?)], [Int])])
    func highest(visits: [(Int, Int?)], expected: [Int]) {
        let counts = Self.headcount(visits).highest(
            from: Self.start, span: .seconds(10), spans: 5, now: Self.at(100))
        #expect(counts == expected.map { $0 })
    }

    @Test("what lies ahead is not counted as nobody")
    func ahead() {
        let counts = Self.headcount([(0, nil)]).highest(
            from: Self.start, span: .seconds(10), spans: 4, now: Self.at(15))
        #expect(counts == [1, 1, nil, nil])
        let joins = Self.headcount([(0, nil), (3, 4), (12, nil)]).arrivals(
            from: Self.start, span: .seconds(10), spans: 3, now: Self.at(15))
        #expect(joins == [2, 1, nil])
    }

    @Test("the peak is the most at once, not the most ever")
    func peak() {
        #expect(Self.headcount([(0, 10), (10, 20), (5, 12)]).peak?.count == 2)
        #expect(Self.headcount([]).peak == nil)
    }

    @Test(
        "a gap lies between the first who came and the end",
        arguments: [
            ([(0, 10), (31, nil)], [10..<31]), ([(20, nil)], []), ([(0, 10)], [10..<60]), ([], []),
            ([(0, 10), (10, 20)], [20..<60]),
        ] as [([(Int, Int?)], [Range<Int>])])
    func gaps(visits: [(Int, Int?)], expected: [Range<Int>]) {
        let gaps = Self.headcount(visits).gaps(until: Self.at(60))
        #expect(gaps == expected.map { Self.at($0.lowerBound)..<Self.at($0.upperBound) })
    }

    /// A session with a host who is away for a while, guests who come together, and a recording.
    private static var state: State {
        var state = State()
        func tell(_ body: EventBody, _ seconds: Int) {
            _ = state.apply(.event(Event(sequence: nil, at: at(seconds), body: body), from: .stream, at: at(seconds)))
        }
        func person(_ name: String, visit: Int, host: Bool = false) -> Participant {
            Participant(
                id: ParticipantID("\(name)-\(visit)"), sessionID: SessionID("s"), roomID: RoomID("r"), name: name,
                role: host ? .owner : .guest, isHost: host)
        }
        tell(.sessionStarted(session: SessionID("s"), room: RoomID("r"), startedAt: at(0)), 0)
        tell(.participantJoined(person("Lee", visit: 1, host: true)), 0)
        tell(.recordingStarted(recording: RecordingID("rec"), session: SessionID("s")), 30)
        for (index, name) in ["Ana", "Zoe", "Max"].enumerated() {
            tell(.participantJoined(person(name, visit: 1)), 60 + index)
        }
        tell(.participantLeft(person("Lee", visit: 1, host: true)), 100)
        tell(.participantJoined(person("Lee", visit: 2, host: true)), 121)
        tell(.participantLeft(person("Ana", visit: 1)), 200)
        tell(.participantJoined(person("Ana", visit: 2)), 190)
        return state
    }

    @Test("a timeline groups those who come together and says when no host was left")
    func timeline() throws {
        let timeline = try #require(SessionTimeline(of: SessionID("s"), in: Self.state))
        #expect(
            timeline.lines.map(\.what) == [
                .started, .joined(name: "Lee", isHost: true), .recordingStarted(RecordingID("rec")),
                .joinedTogether(3, within: .seconds(2)), .left(name: "Lee", isHost: true, leavesNoHost: true),
                .joined(name: "Lee", isHost: true), .joined(name: "Ana", isHost: false),
                .left(name: "Ana", isHost: false, leavesNoHost: false),
            ])
        #expect(timeline.hostGaps(now: Self.at(300)) == [Self.at(100)..<Self.at(121)])
        #expect(timeline.recordings.map(\.isRunning) == [true])
        #expect(timeline.length(now: Self.at(300)) == .seconds(300))
    }

    @Test("visits of one name are one visitor, unless they overlap: then they are two people")
    func visitors() throws {
        let timeline = try #require(SessionTimeline(of: SessionID("s"), in: Self.state))
        let told = timeline.visitors.map { "\($0.name) \($0.visits.count) \($0.isInside)" }
        #expect(told == ["Lee 2 true", "Zoe 1 true", "Max 1 true", "Ana 1 true", "Ana 1 false"])
        #expect(timeline.visitors[0].longestGap == .seconds(21))
        #expect(timeline.visitors[0].stay(now: Self.at(300)) == .seconds(100 + 179))
    }

    @Test("a session that ended holds nobody, and its recording ends with it")
    func ended() throws {
        var state = Self.state
        let body = EventBody.sessionEnded(
            session: SessionID("s"), room: RoomID("r"), startedAt: Self.at(0), endedAt: Self.at(400))
        _ = state.apply(.event(Event(sequence: nil, at: Self.at(400), body: body), from: .stream, at: Self.at(400)))
        let timeline = try #require(SessionTimeline(of: SessionID("s"), in: state))
        #expect(timeline.end == Self.at(400))
        #expect(timeline.visitors.allSatisfy { !$0.isInside })
        #expect(timeline.recordings.map(\.isRunning) == [false])
        #expect(timeline.lines.last?.what == .ended)
        #expect(SessionTimeline(of: SessionID("other"), in: state) == nil)
    }
}
