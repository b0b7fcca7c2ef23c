import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

struct BoardTests {
    @Test(
        "when a room closes: how long it takes within a day, the weekday within a week, then the date",
        arguments: [
            (20, 12, "10:42 in 20s"), (473, 12, "10:50 in 7m"), (5400, 12, "12:12 in 1h"), (82_800, 12, "Wed 09:42"),
            (82_800, 16, "Wed 09:42 in 23h"), (36_000, 12, "20:42 in 10h"), (50_400, 12, "Wed 00:42"),
            (86_400, 12, "Wed 10:42"), (604_799, 12, "Tue 10:42"), (604_800, 12, "2031-03-11"),
            (604_800, 16, "2031-03-11 10:42"), (-60, 12, "due 10:41"),
        ])
    func closes(seconds: Int, columns: Int, expected: String) throws {
        let driver = Driver(changes: [.rooms(Event.listing([Event.room("r", "Room", closes: seconds)]))])
        let room = try #require(driver.model.state.rooms[RoomID("r")])
        #expect(RoomRow.closes(room, in: driver.model, columns: columns) == expected)
    }

    @Test("a live instant room closes when it is empty")
    func instant() {
        let room = Event.room("r", "Room", type: .instant)
        let driver = Driver(changes: [.rooms(Event.listing([room])), Event.started("s", "r", ago: 10)])
        #expect(driver.selected.hasSuffix("when empty"))
    }

    @Test(
        "a chart is blank where nobody watched, and never so tall that rows touch",
        arguments: [
            ([nil, nil, 0, 1, 4, 7], "  ▁▁▄▇"), ([0, 0], ""), ([], ""), ([nil, 1], " ▇"), ([1, 100], "▁▇"),
        ] as [([Int?], String)])
    func chart(counts: [Int?], expected: String) {
        #expect(RoomRow.chart(counts) == expected)
    }

    @Test("the bar of the cursor leaves charts and colours as they are", arguments: ["", "6"])
    func cursorBar(keys: String) throws {
        var driver = Driver(configuration: Configuration(environment: "LOCAL", palette: Palette(colors: 256)))
        driver.type(keys)
        let canvas = driver.model.view(driver.size)
        let row = try #require(canvas.lines.firstIndex { $0.contains("▶") })
        let cells = (0..<canvas.size.columns).map { canvas[row, $0] }
        let isPicture = { (cell: Cell) in "▁▂▃▄▅▆▇■".contains(cell.text) && !cell.text.isEmpty }
        #expect(cells.contains(where: isPicture))
        for cell in cells where cell.style.background.isOwn {
            #expect(cell.style.attributes.contains(.reverse) == !isPicture(cell))
        }
    }

    @Test("who waits in the selected room is readable on the bar of the cursor")
    func waitingOnCursorBar() throws {
        let wait = Event.waiting("w1", "Wanda", "r1", ago: 70)
        var driver = Driver(
            configuration: Configuration(environment: "LOCAL", palette: Palette(colors: 256)),
            changes: Event.board + [wait])
        let canvas = driver.model.view(driver.size)
        let row = try #require(canvas.lines.firstIndex { $0.contains("1 waiting") })
        for _ in 0..<10 where !driver.selected.contains("1 waiting") { driver.press(.down) }
        let selected = driver.model.view(driver.size)
        let columns = (0..<canvas.size.columns).filter { canvas[row, $0].text == "?" }
        #expect(!columns.isEmpty)
        for column in columns { #expect(selected[row, column].style.attributes.contains(.reverse)) }
    }

    @Test("people who do not fit are counted", arguments: [(40, 120, "+9 more"), (24, 80, "+8 more")])
    func morePeople(rows: Int, columns: Int, expected: String) {
        let people = (1...9).map { Event.joined("Person \($0)", "s1", "r1", ago: 10 - $0) }
        var driver = Driver(rows: rows, columns: columns, changes: Event.board + people)
        if columns < 110 { driver.press(.enter) }
        let isShown = driver.shows(expected)
        #expect(isShown, "\(driver.picture)")
    }

    @Test("people are as fresh as the stream; without it their list has an age")
    func peopleAge() {
        var driver = Driver()
        driver.press(.enter)
        #expect(!driver.shows("from stream"))
        driver.wait(8)
        #expect(driver.shows("from stream, 20s old"))
    }

    @Test("the status line speaks of what is open, not of the list behind it")
    func status() {
        var driver = Driver()
        driver.type("n")
        #expect(driver.status.isEmpty)
        driver.press(.escape, .enter)
        #expect(driver.status == " Main Stage")
        driver.type("y")
        #expect(driver.status == " Main Stage")
    }

    @Test("silence is not called calm") func silence() {
        let quiet: [Change] = [
            .rooms(Event.listing([Event.room("r1", "Main Stage")])),
            .link(.stream, .live, at: Event.now - .seconds(1)),
        ]
        var driver = Driver(changes: quiet)
        #expect(driver.shows("ok  nothing needs a person"))
        driver.wait(10)
        #expect(driver.shows("FROZEN"))
        #expect(driver.shows("no news from the server since 10:42:06"))
    }

    @Test("on a wall each room tells the most people who were there at once, and s p sorts by it")
    func peak() {
        var driver = Driver(rows: 50, columns: 200)
        driver.send(.changes(["A", "B", "C"].map { Event.joined($0, "s4", "r4", ago: 60) }))
        let before = driver.model.state.rooms[RoomID("r4")]?.people ?? 0
        driver.send(
            .changes(
                ["A", "B"].map { name in
                    let person = Participant(
                        id: ParticipantID("s4-\(name)"), sessionID: SessionID("s4"), roomID: RoomID("r4"), name: name,
                        role: .guest, isHost: false)
                    let event = Event(sequence: nil, at: Driver.start, body: .participantLeft(person))
                    return .event(event, from: .stream, at: Driver.start)
                }))
        let row = driver.lines.first { $0.contains("Track 1") && $0.contains("21:00") } ?? ""
        #expect(driver.shows("HOST  GST PEAK"))
        #expect(row.contains("\(before - 3)    \(before)"), "\(row)")
        driver.type("sp")
        #expect(driver.shows("sort peak▼") && driver.selected.contains("▶"))
        #expect(driver.rows.first == .room(RoomID("r4")))
    }
}
