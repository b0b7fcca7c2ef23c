import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

@Suite("The events view")
struct EventsViewTests {
    private func driver(_ count: Int = 40, rows: Int = 24, columns: Int = 80) -> Driver {
        var driver = Driver(rows: rows, columns: columns)
        driver.send(.changes((1...count).map { joined($0) }))
        driver.press(.character("4"))
        _ = driver.taken()
        return driver
    }

    private func joined(_ number: Int) -> Change {
        let time = Driver.start + .milliseconds(number * 100)
        let person = Participant(
            id: ParticipantID("p\(number)"), sessionID: SessionID("s1"), roomID: RoomID("r1"), name: "guest \(number)",
            role: .guest, isHost: false)
        return .event(
            Event(sequence: Int64(number), at: time, body: .participantJoined(person)), from: .stream, at: time)
    }

    @Test("moving down holds the rows where they are while new events are counted, and End follows again")
    func following() {
        var driver = driver()
        #expect(driver.shows("following"))
        driver.press(.down, .down)
        #expect(driver.selected.contains("guest 38"))
        driver.send(.changes((41...50).map { joined($0) }))
        #expect(driver.shows("PAUSED +10 new (End resumes)"))
        #expect(driver.selected.contains("guest 38"))
        driver.press(.end)
        #expect(driver.shows("following") && driver.shows("guest 50"))
        driver.type("p")
        driver.send(.changes([joined(51)]))
        #expect(driver.shows("PAUSED +1 new") && !driver.shows("guest 51"))
        driver.type("f")
        #expect(driver.shows("guest 51"))
    }

    @Test("a room's name stands once in its line, and what it was called before beside it")
    func roomNames() {
        var driver = Driver(rows: 24, columns: 100)
        for (number, name) in [(Int64(1), "Main Stage"), (2, "Great Hall")] {
            let event = Event(
                sequence: number, at: Driver.start, body: .roomUpdated(Event.room("r1", name)))
            driver.send(.changes([.event(event, from: .stream, at: Driver.start)]))
        }
        driver.type("4")
        let lines = driver.picture.split(separator: "\n").filter { $0.contains("room.edit") }
        #expect(
            lines.map { $0.split(separator: "room.edit")[1].split(separator: " ").joined(separator: " ") } == [
                "Great Hall", "Great Hall Main Stage",
            ])
    }

    @Test("the body of the event that is looked at is asked for once, and shown with its callbacks")
    func detail() throws {
        var driver = driver()
        driver.press(.down)
        guard case .ask(.event(39), let id)? = driver.taken().first else {
            Issue.record("nothing was asked")
            return
        }
        driver.wait(2)
        #expect(driver.taken().isEmpty)
        let callback = EventDetail.Callback(
            id: 9, url: "https://hooks.example.org/s", state: .pending, attempts: 2, lastStatus: 503, lastError: nil,
            nextAttemptAt: Driver.start + .seconds(43))
        driver.send(
            .answered(
                .event(EventDetail(sequence: 39, lines: ["{", "  \"event\": \"x\"", "}"], callbacks: [callback])), id))
        #expect(driver.shows("event 39 · session:participant:joined"))
        #expect(driver.shows("\"event\": \"x\""))
        #expect(driver.shows("→ attempt 2   answered 503   next in"))
        #expect(driver.selected.contains("503 r2"))
        driver.press(.enter)
        #expect(driver.model.openObject == .event(39))
        #expect(driver.shows("\"event\": \"x\""))
        driver.type("q")
        #expect(driver.selected.contains("guest 39"))
    }

    @Test("a filter finds events of any age, the oldest a while later, and counts them")
    func filter() {
        var driver = driver(30_000)
        driver.type("/guest 12345")
        driver.press(.enter)
        #expect(driver.shows("still looking"))
        driver.wait(1)
        let isFound = driver.shows("guest 12345") && driver.shows("1 of 30")
        #expect(isFound, "\(driver.picture)")
        driver.send(.changes([joined(30_001)]))
        #expect(!driver.shows("guest 30001"))
        driver.type("/")
        driver.press(.enter)
        #expect(driver.shows("guest 30001"))
    }

    @Test("x, a format and a name write what is shown")
    func export() {
        var driver = driver()
        driver.type("xc")
        driver.press(.enter)
        guard case .ask(.export(let export), let id)? = driver.taken().last else {
            Issue.record("no export")
            return
        }
        #expect(export.content == .allEvents && export.format == .csv)
        #expect(export.path.hasPrefix("events-2031-03-04-") && export.path.hasSuffix(".csv"))
        driver.send(.answered(.exported("40 rows written to x.csv"), id))
        #expect(driver.status.contains("40 rows written"))
        driver.type("2xn")
        driver.press(.enter)
        guard case .ask(.export(let rooms), _)? = driver.taken().last,
            case .table(let columns, let rows) = rooms.content
        else {
            Issue.record("no export of rooms")
            return
        }
        #expect(columns.first == "id" && rows.contains { $0.first == "r1" && $0.contains("Main Stage") })
    }

    @Test("times are local, in UTC, or ages")
    func times() {
        var driver = driver()
        #expect(driver.shows("10:42:11"))
        driver.type("t")
        #expect(driver.shows("09:42:11") && !driver.shows("10:42:11"))
        driver.type("t")
        #expect(driver.shows(" ago"))
        driver.type("t")
        #expect(driver.shows("10:42:11"))
    }

    @Test("the rate of the last minutes stands above the rows")
    func rate() {
        let driver = driver()
        #expect(driver.shows("rate/min") && driver.shows("peak"))
    }
}

@Suite("Time travel in the dashboard")
struct TimeTravelTests {
    private func past(_ driver: inout Driver, _ text: String) -> (Moment, RequestID)? {
        driver.type("T" + text)
        driver.press(.enter)
        guard case .ask(.travel(let moment), let id)? = driver.taken().last else { return nil }
        return (moment, id)
    }

    @Test("every view shows the past under a banner, while the present goes on behind it")
    func there() throws {
        var driver = Driver()
        let (moment, id) = try #require(past(&driver, "-10m"))
        #expect(moment == .time(Driver.start - .seconds(600)))
        var state = State(eventsKept: 10)
        _ = state.apply(
            .event(
                Event(
                    sequence: 5, at: Driver.start - .seconds(700), body: .roomCreated(Event.room("old", "Yesterday"))),
                from: .stream, at: Driver.start - .seconds(700)))
        driver.send(.answered(.travel(Travel(sequence: 5, at: Driver.start - .seconds(700), state: state)), id))
        #expect(driver.shows("TIME TRAVEL #5") && driver.shows("Yesterday") && !driver.shows("Main Stage"))
        #expect(driver.status.contains("End returns to now"))
        driver.send(.changes([Event.joined("Newcomer", "s1", "r1", ago: 0)]))
        driver.wait(3)
        #expect(!driver.shows("Main Stage"))
        driver.type("n")
        #expect(driver.status.contains("past"))
        driver.press(.left)
        #expect(
            driver.taken().last.map { if case .ask(.travel(.step(from: 5, by: -1)), _) = $0 { true } else { false } }
                == true)
        driver.press(.end)
        #expect(driver.shows("Main Stage") && !driver.shows("TIME TRAVEL"))
        #expect(driver.model.state.people.values.contains { $0.participant.name == "Newcomer" })
    }

    @Test("a moment that means nothing is said, and nothing is asked")
    func nonsense() {
        var driver = Driver()
        #expect(past(&driver, "yesterday") == nil)
        #expect(driver.status.contains("a moment is"))
        driver.press(.left)
        #expect(driver.taken().isEmpty)
    }

    @Test("a recorded file says so, stands still, and changes nothing")
    func recorded() {
        var driver = Driver(
            configuration: Configuration(environment: "file", mayWrite: true, recordedFile: "hour.ndjson"), changes: [])
        var state = State()
        _ = state.apply(
            .event(
                Event(
                    sequence: 1, at: Driver.start - .seconds(9000), body: .roomCreated(Event.room("r", "Recorded room"))
                ),
                from: .stream, at: Driver.start - .seconds(9000)))
        driver.send(.recorded(RecordedNews(events: state.events)))
        #expect(driver.taken().isEmpty && driver.shows("room.new"), "rooms are put together for who looks at them")
        driver.type("1")
        #expect(driver.taken() == [.refresh])
        driver.send(.recorded(RecordedNews(end: Travel(sequence: 1, at: Driver.start - .seconds(9000), state: state))))
        driver.wait(5)
        #expect(driver.shows("RECORDED hour.ndjson") && driver.shows("Recorded room"))
        #expect(driver.model.now == Driver.start - .seconds(9000))
        driver.type("n")
        #expect(driver.status.contains("recorded file"))
        #expect(driver.taken().allSatisfy { if case .send = $0 { false } else { true } })
    }
}
