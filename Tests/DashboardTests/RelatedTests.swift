import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

struct RelatedTests {
    @Test(
        "one key leads from a room to what belongs to it, and Backspace back",
        arguments: [
            ("o", "sessions ▸ Track 1 — Platforms ▸ s4"), ("c", "recordings of Track 1 — Platforms"),
            ("l", "EVENTS of Track 1 — Platforms"), ("d", "deliveries of Track 1 — Platforms"),
        ])
    func fromRoom(key: String, title: String) throws {
        var driver = Driver(columns: 120)
        driver.model.lists[.rooms]?.rows.select(.room(RoomID("r4")))
        driver.type(key)
        #expect(driver.shows(title))
        driver.press(.backspace)
        #expect(driver.model.location == .place(.board))
        driver.press(.enter)
        driver.type(key)
        #expect(driver.shows(title))
        driver.press(.backspace)
        #expect(driver.model.openObject == .room(RoomID("r4")))
    }

    @Test(
        "where there is nothing to go to, the key says why",
        arguments: [("r7", "o", "no live session"), ("r5", "b", "no theme")])
    func nothing(room: String, key: String, reason: String) {
        var driver = Driver()
        driver.model.lists[.rooms]?.rows.select(.room(RoomID(room)))
        driver.type(key)
        #expect(driver.status.contains(reason))
        #expect(driver.model.location == .place(.board))
    }

    @Test("a narrowed list has only what belongs there, and the whole list is as it was afterwards")
    func narrowed() {
        let more = [Event.recording("77aa01cc", "s2", ago: 600)]
        var driver = Driver(changes: Event.board + more)
        driver.type("5")
        #expect(driver.rows.count == 2)
        driver.model.lists[.recordings]?.rows.select(.recording(RecordingID("77aa01cc")))
        driver.type("oc")
        #expect(driver.rows == [.recording(RecordingID("77aa01cc"))])
        driver.press(.backspace, .backspace)
        #expect(driver.rows.count == 2)
        #expect(driver.model.current == .recording(RecordingID("77aa01cc")))
    }

    @Test("from a theme Enter opens a room that uses it")
    func themeRooms() {
        var driver = Driver()
        driver.type("6")
        driver.press(.enter, .enter)
        #expect(driver.status.contains("↓ chooses"))
        driver.press(.down, .enter)
        #expect(driver.model.openObject == .room(RoomID("r3")))
        driver.type("b")
        #expect(driver.model.openObject == .theme(ThemeID("t2")))
    }

    @Test("keys mean a person once the cursor is on one, and the whole room before that")
    func selectedPerson() {
        let wait = WaitingPerson(id: ParticipantID("w"), roomID: RoomID("r1"), name: "Wanda", waitsFor: .approval)
        let body = EventBody.waitingJoined(wait)
        let time = Event.now - .seconds(70)
        var driver = Driver(
            changes: Event.board + [.event(Event(sequence: nil, at: time, body: body), from: .stream, at: time)])
        driver.press(.enter)
        #expect(driver.shows("WAITING 1 · longest 1:10"))
        #expect(driver.model.selectedPerson == nil)
        driver.press(.down)
        #expect(driver.model.selectedPerson == ParticipantID("w"))
        #expect(driver.selected.contains("Wanda"))
        driver.press(.down)
        #expect(driver.model.selectedPerson == ParticipantID("s1-مريم"))
        driver.press(.up, .up)
        #expect(driver.model.selectedPerson == nil)
        driver.press(.down, .down, .enter)
        #expect(driver.model.openObject == .person(ParticipantID("s1-مريم")))
        #expect(driver.shows("VISIT"))
        driver.press(.down, .enter)
        #expect(driver.model.openObject == .session(SessionID("s1")))
    }

    @Test("somebody who was turned away keeps their name while the row rests, and who waits on stays at the door")
    func turnedAway() throws {
        func wait(_ name: String, since seconds: Int) -> WaitingPerson {
            WaitingPerson(
                id: ParticipantID("w-" + name), roomID: RoomID("r1"), name: name, waitsFor: .approval,
                since: Event.now - .seconds(seconds))
        }
        func heard(_ body: EventBody) -> Change {
            .event(Event(sequence: nil, at: Event.now, body: body), from: .stream, at: Event.now)
        }
        let (wanda, omar) = (wait("Wanda", since: 70), wait("Omar", since: 60))
        var driver = Driver(changes: Event.board + [heard(.waitingJoined(wanda)), heard(.waitingJoined(omar))])
        driver.press(.enter, .down)
        driver.send(.changes([heard(.waitingLeft(wanda))]))
        let lines = driver.lines
        let door = try #require(lines.firstIndex { $0.contains("WAITING 1 · longest 1:00") })
        #expect(lines[door + 1].contains("Wanda") && lines[door + 1].contains("gone"))
        #expect(lines[door + 2].contains("Omar") && lines[door + 2].contains("waiting"))
        #expect(lines[door + 3].contains("PEOPLE"))
        driver.wait(3)
        #expect(!driver.shows("Wanda"))
    }

    @Test("the board does not say that nothing was recorded when somebody comes back to it on a wide screen")
    func backToBoard() {
        var driver = Driver(changes: Event.board + [Event.recording("77aa01cc", "s2", ago: 600)])
        driver.open(.session(SessionID("s2")))
        driver.size = Size(rows: 50, columns: 200)
        driver.send(.input(.resize(driver.size)))
        driver.type("q")
        #expect(driver.shows("77aa01cc"))
        #expect(!driver.shows("Nothing was recorded yet"))
    }

    @Test("F gives one pane the whole screen, Tab moves on, and back shows all again")
    func maximise() {
        var driver = Driver(rows: 50, columns: 200)
        #expect(driver.shows("PEOPLE, ALL ROOMS") && driver.shows("RECORDINGS 1"))
        driver.type("F")
        #expect(!driver.shows("PEOPLE, ALL ROOMS"))
        driver.press(.tab, .tab)
        #expect(driver.model.focus == .recordings)
        #expect(driver.shows("recordings"))
        driver.press(.backspace)
        #expect(driver.shows("PEOPLE, ALL ROOMS"))
        var small = Driver()
        small.type("F")
        #expect(small.status.contains("side by side"))
    }

    @Test("a chart that went closer moves; all of it does not")
    func zoom() {
        var driver = Driver(rows: 40, columns: 120)
        driver.type("3")
        driver.press(.enter)
        let whole = driver.picture
        driver.press(.left)
        #expect(driver.status.contains("shorter time"))
        driver.type(">>")
        #expect(driver.picture != whole)
        driver.type("<<<")
        #expect(driver.picture == whole)
    }

    @Test("a recording shows and lists its own events, not those of the others of its session")
    func ownEvents() {
        var driver = Driver(columns: 120)
        let session = SessionID("s4")
        for (number, name) in ["rec-a", "rec-b"].enumerated() {
            let (from, to) = (Driver.start - .seconds(900 - number * 400), Driver.start - .seconds(700 - number * 400))
            let id = RecordingID(name)
            let bodies: [(Timestamp, EventBody)] = [
                (from, .recordingStarted(recording: id, session: session)),
                (
                    to + .seconds(1),
                    .recordingEnded(
                        recording: id, session: session, startedAt: from, endedAt: to, seconds: 200 + number)
                ),
            ]
            for (time, body) in bodies {
                driver.send(
                    .changes([.event(Event(sequence: nil, at: time, body: body), from: .stream, at: Driver.start)]))
            }
        }
        driver.open(.recording(RecordingID("rec-b")))
        #expect(driver.shows("ITS EVENTS") && driver.shows("201 s") && driver.shows("rec-b"))
        #expect(!driver.shows("200 s") && !driver.shows("rec-a"))
        #expect(driver.model.recent.count == 2)
        driver.type("l")
        #expect(driver.shows("201 s") && !driver.shows("200 s") && driver.model.eventRows == 2)
    }
}
