import Meetings
import MeetingsStore
import Testing

/// The rules that look at sources, callbacks and the run sheet.
struct AlarmSourceTests {
    private func words(_ alarms: [Alarm]) -> [String] {
        alarms.map { "\($0.level.rawValue) \($0.rule.rawValue) \($0.key.object): \($0.saw)" }
    }

    private func alarms(
        _ state: State, at seconds: Int, sheet: RunSheet? = nil, links: Set<RoomID>? = nil
    ) -> [String] {
        var board = AlarmBoard(runSheet: sheet)
        board.linksHandedOut = links
        _ = board.update(state: state, now: Recorded.at(seconds))
        return words(board.alarms)
    }

    @Test("a silent stream is told after five seconds; a server without one after ninety")
    func silence() {
        var state = State()
        _ = state.apply(.link(.stream, .live, at: Recorded.at(0)))
        #expect(alarms(state, at: 4).isEmpty)
        #expect(
            alarms(state, at: 5) == [
                "critical feed_stale stream: no news from the server since 17:46:40: what is shown may be out of date"
            ])
        _ = state.apply(.heartbeat(.stream, at: Recorded.at(6)))
        #expect(alarms(state, at: 7).isEmpty)
        var polled = State()
        _ = polled.apply(.link(.stream, .unused, at: Recorded.at(0)))
        _ = polled.apply(.link(.poll, .live, at: Recorded.at(0)))
        #expect(alarms(polled, at: 89).isEmpty)
        #expect(alarms(polled, at: 90).count == 1)
    }

    @Test("while the first listings come in, no room looks like an alarm; an outage neither raises nor clears one")
    func notWhole() {
        var state = State()
        var board = AlarmBoard()
        _ = state.apply(.link(.poll, .connecting, at: Recorded.at(0)))
        let room = Recorded.room(closes: 100)
        _ = state.apply(
            .rooms(Listing(items: [room], askedAt: Recorded.at(0), at: Recorded.at(0))))
        for (sequence, body) in [Recorded.began(at: -300), Recorded.joined("a")].enumerated() {
            let event = Event(sequence: Int64(sequence), at: Recorded.at(-300), body: body)
            _ = state.apply(.event(event, from: .stream, at: Recorded.at(0)))
        }
        #expect(board.update(state: state, now: Recorded.at(3)).isEmpty)
        _ = state.apply(.link(.poll, .live, at: Recorded.at(3)))
        #expect(board.update(state: state, now: Recorded.at(3)).isEmpty)
        let raised = board.update(state: state, now: Recorded.at(4)).map(\.alarm.rule)
        #expect(raised.contains(.guestsWithoutHost))
        _ = state.apply(.link(.poll, .down("gone"), at: Recorded.at(5)))
        _ = state.apply(.heartbeat(.stream, at: Recorded.at(5)))
        _ = state.apply(.link(.poll, .live, at: Recorded.at(6)))
        #expect(board.update(state: state, now: Recorded.at(6)).isEmpty)
    }

    @Test("clocks that are apart are told, events of the past are not", arguments: [(-3, 1), (-1, 0), (0, 0), (3, 1)])
    func clocks(lag: Int, expected: Int) {
        var state = State()
        _ = state.apply(.link(.stream, .live, at: Recorded.at(0)))
        let past = Event(sequence: 1, at: Recorded.at(-900), body: .themeDeleted(ThemeID("t")))
        _ = state.apply(.event(past, from: .stream, at: Recorded.at(1)))
        #expect(alarms(state, at: 2).isEmpty)
        let live = Event(sequence: 2, at: Recorded.at(20 - lag), body: .themeDeleted(ThemeID("u")))
        _ = state.apply(.event(live, from: .stream, at: Recorded.at(20)))
        #expect(alarms(state, at: 21).count == expected)
    }

    @Test("a hole in numbers that never had one, and an event out of order, are gaps for a minute")
    func gaps() {
        var state = State()
        func hear(_ sequence: Int64, at seconds: Int) {
            let event = Event(
                sequence: sequence, at: Recorded.at(seconds), body: .themeDeleted(ThemeID("t\(sequence)")))
            _ = state.apply(.event(event, from: .stream, at: Recorded.at(seconds)))
        }
        for sequence in 1...60 { hear(Int64(sequence), at: sequence) }
        #expect(alarms(state, at: 60).isEmpty)
        hear(63, at: 61)
        #expect(alarms(state, at: 61) == ["warning gap log: events 61 to 62 did not come"])
        hear(70, at: 62)
        hear(65, at: 63)
        #expect(alarms(state, at: 63) == ["warning gap log: event 65 came after event 70"])
        #expect(alarms(state, at: 123).allSatisfy { !$0.contains("gap") })
    }

    @Test("a listing that tells of other people than the events is a gap")
    func counts() {
        var state = State()
        _ = state.apply(.link(.stream, .live, at: Recorded.at(0)))
        let joined = Event(sequence: 1, at: Recorded.at(1), body: Recorded.joined("a"))
        _ = state.apply(.event(joined, from: .stream, at: Recorded.at(1)))
        func list(_ names: [String], at seconds: Int) {
            let people = names.map { name in
                var person = Recorded.person(name)
                person.joinedAt = Recorded.at(name == "a" ? 1 : 40)
                return person
            }
            let listing = Listing(items: people, askedAt: Recorded.at(seconds), at: Recorded.at(seconds))
            _ = state.apply(.participants(listing, of: Recorded.session))
        }
        list(["a"], at: 30)
        #expect(state.gaps.newest.isEmpty)
        list(["a", "b"], at: 44)
        #expect(state.gaps.newest.isEmpty, "the event may be on its way")
        list(["a"], at: 60)
        #expect(state.gaps.newest[Recorded.id]?.saw == "events told of 2 people inside, the listing of 1")
    }

    @Test(
        "callbacks that are late or fail are told, given up ones are critical",
        arguments: [
            (CallbackEndpoint(url: "https://a.example/s", pending: 3), nil),
            (
                CallbackEndpoint(url: "https://a.example/s", pending: 3, oldestPendingAt: Recorded.at(39)),
                "warning callback_trouble url-c43c109714c5690f: oldest unsent since 17:47:19: a.example/s"
            ),
            (
                CallbackEndpoint(url: "https://a.example/s", failures: 3),
                "warning callback_trouble url-c43c109714c5690f: 3 failures in a row: a.example/s"
            ),
            (
                CallbackEndpoint(url: "https://a.example/s", dead: 2, isPaused: true),
                "critical callback_trouble url-c43c109714c5690f: 2 given up, paused: a.example/s"
            ),
        ])
    func callbacks(endpoint: CallbackEndpoint, expected: String?) {
        var state = State()
        _ = state.apply(.callbackEndpoints([endpoint], at: Recorded.at(100)))
        #expect(alarms(state, at: 100).map { $0 } == [expected].compactMap(\.self))
    }

    private static let csv = """
        plan,room,host,rec,note
        17:56,Room r,Dana,yes,opening
        17:58,Nowhere,,,
        25:00,Room r,,,

        18:30,"Room ""r"", again",Lee,no,"a, b"
        """

    @Test("a run sheet is read, and says which lines it cannot read")
    func runSheet() {
        let sheet = RunSheet(csv: Self.csv, now: Recorded.start, utcOffset: 0)
        #expect(sheet.entries.map(\.room) == ["Room r", "Nowhere", #"Room "r", again"#])
        #expect(sheet.entries.map(\.isRecorded) == [true, false, false])
        #expect(sheet.entries.map(\.note) == ["opening", "", "a, b"])
        #expect(sheet.entries.first?.at == Recorded.at(560))
        #expect(sheet.problems.map(\.line) == [4])
        #expect(RunSheet(csv: "", now: Recorded.start, utcOffset: 0).problems.count == 1)
        #expect(RunSheet(csv: "a,b\n", now: Recorded.start, utcOffset: 0).entries.isEmpty)
        let east = RunSheet(csv: "ROOM,PLAN\nx,9:05\ny,2030-01-02 10:00", now: Recorded.start, utcOffset: 3600)
        #expect(east.entries.first?.at.iso8601.hasSuffix("T09:05:00.000Z") == false)
        #expect(east.entries.first { $0.room == "x" }?.at.civil(utcOffset: 3600).minuteText == "09:05")
    }

    @Test("what is planned is told when it is not ready, and when no host comes")
    func planned() {
        let sheet = RunSheet(csv: Self.csv, now: Recorded.start, utcOffset: 0)
        var state = State()
        let rooms = Listing(
            items: [Recorded.room(theme: "gone")], askedAt: Recorded.at(0), at: Recorded.at(0))
        _ = state.apply(.rooms(rooms))
        _ = state.apply(.themes(Listing(items: [], askedAt: Recorded.at(0), at: Recorded.at(0))))
        _ = state.apply(.heartbeat(.poll, at: Recorded.at(690)))
        #expect(
            alarms(state, at: 300, sheet: sheet, links: []) == [
                "warning not_ready r: planned for 17:56:00: theme missing, links never copied here",
                "warning not_ready url-bd49e2ca4805a641: planned for 17:58:00: there is no room Nowhere",
            ])
        #expect(alarms(state, at: 679, sheet: sheet).allSatisfy { !$0.contains("late_start") })
        #expect(
            alarms(state, at: 680, sheet: sheet).contains(
                "critical late_start r: planned for 17:56:00, Dana is expected and no host came"))
        let host = Event(sequence: 1, at: Recorded.at(700), body: Recorded.joined("h", host: true))
        _ = state.apply(.event(host, from: .stream, at: Recorded.at(700)))
        #expect(alarms(state, at: 701, sheet: sheet).allSatisfy { !$0.contains("late_start") })
        let began = Event(sequence: 2, at: Recorded.at(700), body: Recorded.began(at: 700))
        _ = state.apply(.event(began, from: .stream, at: Recorded.at(700)))
        #expect(
            alarms(state, at: 740, sheet: sheet).contains(
                "critical recording_off r: recording expected by the run sheet, none since 17:58:20"))
    }

    @Test("notes are kept in order, once each, and go with their room")
    func notes() {
        var state = State()
        func note(_ id: String, at seconds: Int) -> RoomNote {
            RoomNote(id: NoteID(id), roomID: Recorded.id, text: "\u{1B}[2J\(id)", at: Recorded.at(seconds))
        }
        _ = state.apply(
            .event(Event(sequence: 1, at: nil, body: .noteAdded(note("b", at: 2))), from: .stream, at: Recorded.at(2)))
        let listing = Listing(items: [note("a", at: 1), note("b", at: 2)], askedAt: Recorded.at(3), at: Recorded.at(3))
        _ = state.apply(.notes(listing, of: Recorded.id))
        #expect(state.notes[Recorded.id]?.map(\.text) == ["▯[2Ja", "▯[2Jb"])
        _ = state.apply(
            .event(Event(sequence: 2, at: nil, body: .roomDeleted(Recorded.id)), from: .stream, at: Recorded.at(4)))
        #expect(state.notes.isEmpty == true)
    }
}
