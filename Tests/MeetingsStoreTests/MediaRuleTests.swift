import Meetings
import MeetingsStore
import Testing

/// What the rules make of what a server tells about sound and picture.
struct MediaRuleTests {
    static func engine(
        _ state: MediaState = .ready, streams: Int = 0, restarts: Int = 0, name: String = "media-1",
        isDraining: Bool = false
    ) -> MediaEngineReport {
        MediaEngineReport(
            name: name, state: state, streams: streams, capacity: 200, isDraining: isDraining, restarts: restarts)
    }

    static func report(
        _ state: MediaState = .ready, _ engines: [MediaEngineReport] = [engine()], turn: TurnState = .ready,
        poor: Int = 0, of connected: Int = 10
    ) -> MediaReport {
        MediaReport(
            state: state, engines: engines, turn: TurnReport(state: turn, restarts: 5),
            sessions: [SessionMediaSummary(sessionID: Recorded.session, connected: connected, poor: poor)],
            problems: state == .absent
                ? [MediaFault(part: "media server", text: "Janus is not installed.", fix: "Install it.")] : [])
    }

    private func state(_ report: MediaReport, inside: Bool = false) -> State {
        var state = State()
        let start = Recorded.at(0)
        _ = state.apply(.rooms(Listing(items: [Recorded.room()], askedAt: start, at: start)))
        _ = state.apply(.themes(Listing(items: [], askedAt: start, at: start)))
        _ = state.apply(.link(.poll, .live, at: start))
        if inside {
            for (number, body) in [Recorded.began(at: 0), Recorded.joined("host", host: true)].enumerated() {
                let event = Event(sequence: Int64(number + 1), at: start, body: body)
                _ = state.apply(.event(event, from: .stream, at: start))
            }
        }
        _ = state.apply(.media(report, at: start))
        return state
    }

    private func alarms(_ state: State, after seconds: Int) -> [String] {
        var board = AlarmBoard()
        for second in 0...seconds { _ = board.update(state: state, now: Recorded.at(second)) }
        return board.alarms.map { "\($0.level.rawValue) \($0.rule.rawValue) \($0.key.object): \($0.saw)" }
    }

    @Test(
        "are told after their time, in words",
        arguments: [
            (report(), 60, []),
            (report(.off, []), 60, []),
            (report(.starting, [engine(.starting)]), 9, []),
            (
                report(.starting, [engine(.starting)]), 10,
                ["critical media_down media-1: media-1 is not up yet: nobody hears or sees the others"]
            ),
            (
                report(.down, [engine(.down, restarts: 5)]), 10,
                [
                    "critical media_down media-1: media-1 was started again 5 times and is given up: "
                        + "nobody hears or sees the others"
                ]
            ),
            (
                report(.ready, [engine(), engine(.failing, name: "media-2")]), 10,
                [
                    "warning media_down media-2: media-2 does not answer: its sessions have neither sound nor picture"
                ]
            ),
            (
                report(turn: .down), 10,
                [
                    "warning media_down turn: the TURN server does not run: people behind strict firewalls cannot "
                        + "connect"
                ]
            ),
            (report(.ready, [engine(streams: 159)]), 60, []),
            (
                report(.ready, [engine(streams: 160)]), 15,
                ["warning media_full all: 160 streams are sent, the limit is 200"]
            ),
            (
                report(.ready, [engine(streams: 200), engine(name: "media-2", isDraining: true)]), 15,
                [
                    "critical media_full all: 200 streams are sent, the limit is 200 (1 draining): "
                        + "new sessions have no sound and picture"
                ]
            ),
            (report(poor: 2), 60, []), (report(poor: 3, of: 11), 60, []), (report(poor: 3), 29, []),
            (report(poor: 3), 30, ["warning poor_quality s: 3 of 10 people have a poor connection"]),
        ] as [(MediaReport, Int, [String])])
    func rules(report: MediaReport, seconds: Int, expected: [String]) {
        #expect(alarms(state(report), after: seconds) == expected)
    }

    @Test("a server without Janus is an alarm only while somebody is inside")
    func absent() {
        let report = Self.report(.absent, [], turn: .off)
        #expect(alarms(state(report), after: 20).isEmpty)
        #expect(
            alarms(state(report, inside: true), after: 20).filter { $0.contains("media") } == [
                "warning media_down all: 1 person inside without sound and picture: Janus is not installed."
            ])
    }

    @Test("restarts count while they are watched, and for ten minutes")
    func restarts() {
        var state = state(Self.report(.ready, [Self.engine(restarts: 7)]))
        func after(_ restarts: Int, at seconds: Int) -> Int {
            _ = state.apply(.media(Self.report(.ready, [Self.engine(restarts: restarts)]), at: Recorded.at(seconds)))
            return state.media.restarts(of: "media-1", now: Recorded.at(seconds))
        }
        // The seven were before the first look.
        #expect(after(7, at: 5) == 0)
        #expect(after(9, at: 10) == 2)
        // The server itself was started again and its count began anew.
        #expect(after(1, at: 20) == 3)
        #expect(
            alarms(state, after: 20).contains {
                $0.hasPrefix("warning media_restarts media-1: media-1 was started again 3")
            })
        #expect(after(1, at: 609) == 3)
        #expect(after(1, at: 610) == 1)
        #expect(state.media.restarts(of: "other", now: Recorded.at(610)) == 0)
    }

    @Test("an answer that comes late changes nothing; one from a server that tells nothing is remembered")
    func late() {
        var state = state(Self.report(.ready, [Self.engine(streams: 3)]))
        let old = Self.report(.down, [Self.engine(.down)])
        #expect(!state.apply(.media(old, at: Recorded.at(-5))).media)
        #expect(state.media.report?.state == .ready && state.media.isServed == true)
        #expect(state.apply(.media(nil, at: Recorded.at(9))).media)
        #expect(state.media.report == nil && state.media.isServed == false)
    }

    @Test("texts of a server are scrubbed")
    func hostile() {
        let state = state(Self.report(.ready, [Self.engine(name: "a\u{1B}[2Jb")]))
        #expect(state.media.report?.engines.first?.name.contains("\u{1B}") == false)
    }

    @Test("how people fare is kept for the sessions that were looked at last")
    func people() {
        var state = State()
        for number in 0..<12 {
            let person = ParticipantMedia(id: ParticipantID("p"), isConnected: true, hasMicrophone: true)
            state.learn(
                SessionMedia(sessionID: SessionID("s\(number)"), engine: "media-1", people: [person]),
                askedAt: Recorded.at(number))
        }
        #expect(state.media.sessions.count == 8)
        let known = state.media.person(ParticipantID("p"), in: SessionID("s11"))
        #expect(known?.media.hasMicrophone == true && known?.at == Recorded.at(11))
        #expect(state.media.person(ParticipantID("p"), in: SessionID("s0")) == nil)
        #expect(state.media.person(ParticipantID("q"), in: SessionID("s11")) == nil)
    }
}
