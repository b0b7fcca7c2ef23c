import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

@Suite("Jump labels")
struct JumpTests {
    /// The letters that stand at a row of the screen.
    private func label(_ driver: Driver, at object: ObjectID) throws -> String {
        try #require(driver.model.jump?.label(of: .row(object)))
    }

    @Test("letters stand at the rows; typing one puts the cursor there and opens nothing")
    func oneLetter() throws {
        var driver = Driver(rows: 14)
        let object = try #require(driver.rows.dropFirst(3).first)
        driver.type("'")
        let letters = try label(driver, at: object)
        #expect(letters == "f")
        let shown = driver.lines.filter { "asdfgh".contains($0.prefix(1)) && !$0.hasPrefix("a ") }
        #expect(shown.count >= 4)
        driver.type(letters)
        #expect(driver.model.current == object && driver.model.openObject == nil)
        #expect(driver.model.jump == nil && !driver.shows("put the cursor there"))
    }

    @Test("more rows than letters get two letters each, and the first leaves only those that go on")
    func twoLetters() throws {
        var driver = Driver(rows: 50)
        driver.send(.changes([.rooms(Event.listing((1...30).map { Event.room("x\($0)", "Hall \($0)") }))]))
        driver.wait(3)
        driver.type("2'")
        let object = try #require(driver.rows.dropFirst(12).first)
        let letters = try label(driver, at: object)
        #expect(letters == "sf")
        driver.type("s")
        #expect(driver.model.jump?.label(of: .row(driver.rows[0])) == nil)
        driver.type("f")
        #expect(driver.model.current == object)
    }

    @Test(
        "any other key leaves, and does nothing else",
        arguments: [Key.character("q"), .enter, .escape, .character("1"), .down])
    func leaves(key: Key) {
        var driver = Driver(rows: 14)
        let before = driver.model.current
        driver.type("2'")
        driver.press(key)
        #expect(driver.model.jump == nil && driver.model.location == .place(.rooms))
        #expect(driver.model.current == before)
    }

    @Test(
        "each list, the events and the rows inside an object have them",
        arguments: ["2", "3", "4", "5", "6", "7", "8", "9", "!"])
    func everywhere(view: String) throws {
        var driver = GoldenView.board.driver(Size(rows: 24, columns: 80), colors: 0)
        driver.type(view + "'")
        let labels = try #require(driver.model.jump?.labels)
        let (target, letters) = try #require(labels.min { $0.value > $1.value })
        #expect(driver.lines.contains { $0.hasPrefix(letters) || $0.dropFirst().hasPrefix(letters) })
        driver.type(letters)
        if case .row(let object) = target { #expect(driver.model.current == object) }
    }

    @Test("the rows inside a room, a session and a theme", arguments: [GoldenView.room, .session, .theme, .person])
    func inside(view: GoldenView) throws {
        var driver = view.driver(Size(rows: 40, columns: 120), colors: 0)
        driver.type("'")
        let object = try #require(driver.model.inside.ids.prefix(8).last)
        let letters = try label(driver, at: object)
        #expect(driver.lines.contains { $0.hasPrefix(letters) })
        driver.type(letters)
        #expect(driver.model.selectedInside == object)
    }

    @Test("on a wide board the other panes have letters too")
    func panes() throws {
        var driver = Driver(rows: 40, columns: 120)
        driver.type("'")
        let letters = try #require(driver.model.jump?.label(of: .pane(.events)))
        #expect(driver.lines.contains { $0.contains("\(letters)EVENTS") || $0.contains("\(letters) EVENTS") })
        driver.type(letters)
        #expect(driver.model.focus == .events)
    }

    @Test("new events move the rows, and the letters go with the event")
    func events() throws {
        var driver = GoldenView.events.driver(Size(rows: 24, columns: 80), colors: 0)
        let event = try #require(driver.model.event(atRow: 4)?.sequence)
        driver.type("'")
        let letters = try label(driver, at: .event(event))
        driver.send(.changes([Event.joined("Late", "s1", "r1", ago: -90)]))
        driver.type(letters)
        #expect(driver.model.current == .event(event))
    }
}
