import Meetings
import MeetingsStore
import TerminalUI
import Testing
import ValueSupport

@testable import Dashboard

struct RobustnessTests {
    @Test("any size from 1×1 to 300×100 draws, whatever is open", arguments: [UInt64](1...6))
    func anySize(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var driver = Driver()
        let keys =
            Array("jkGyqw?/n61-gbtvr3578odclb<>F ").map { Key.character($0) } + [
                .enter, .escape, .tab, .down, .left, .right,
            ]
        for _ in 0..<60 {
            let size = Size(
                rows: Int.random(in: 1...100, using: &random), columns: Int.random(in: 1...300, using: &random))
            driver.size = size
            driver.send(.input(.resize(size)))
            if let key = keys.randomElement(using: &random) { driver.press(key) }
            #expect(driver.model.view(size).size == size)
            // A size that the model has not heard of yet.
            let other = Size(
                rows: Int.random(in: 0...60, using: &random), columns: Int.random(in: 0...200, using: &random))
            #expect(driver.model.view(other).size == other)
        }
    }

    @Test("at 20×5 one still sees whether the data is alive, the worst alarm and rows")
    func small() {
        let driver = Driver(rows: 5, columns: 20)
        #expect(driver.lines[0].contains("LIVE"))
        #expect(driver.lines[1].contains("!!"))
        #expect(driver.lines[3].contains("Main"))
        #expect(Driver(rows: 4, columns: 60).lines[0].hasPrefix("!!1 !1 4/8 ● LIVE"))
    }

    @Test("no character that steers a terminal is ever drawn")
    func hostileNames() {
        let hostile = [
            "\u{1B}]0;x\u{7}", "\u{9B}31m", "a\u{202E}b", "\u{2066}x", "\u{200B}", "\r\n", "\u{7F}", "\u{FEFF}",
            String(repeating: "a\u{301}", count: 500), "👩‍👩‍👧‍👦", "\u{E0041}",
        ]
        let rooms = hostile.enumerated().map { Event.room("r\($0.offset)", $0.element) }
        let people = hostile.map { Event.joined($0, "s", "r0", ago: 5) }
        var driver = Driver(rows: 50, columns: 130, changes: [.rooms(Event.listing(rooms))] + people)
        driver.send(.notice("\u{1B}[2J"))
        let views: [ObjectID?] = [
            nil, .room(RoomID("r0")), .session(SessionID("s")), .person(ParticipantID("s-" + hostile[0])),
        ]
        for view in views {
            if let view { driver.open(view) }
            for scalar in driver.picture.unicodeScalars where scalar != "\n" {
                let isControl = scalar.properties.generalCategory == .control
                #expect(
                    !isControl && !(0x202A...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value)
                )
            }
            for row in driver.lines { #expect(TextWidth.columns(of: row) <= 130) }
        }
    }

    @Test("equal models give equal pictures, and an unknown key changes no picture")
    func quiet() {
        var driver = Driver()
        let before = driver.picture
        driver.press(.character("Z"), .function(7), .other(99))
        #expect(driver.picture == before)
        driver.send(.changes([.heartbeat(.poll, at: Driver.start)]))
        #expect(driver.picture == before)
    }

    @Test("500 rooms and a stream of events keep every row's counts right")
    func manyRooms() {
        let rooms = (0..<500).map { Event.room("r\($0)", "Room \($0)") }
        var driver = Driver(rows: 40, columns: 120, changes: [.rooms(Event.listing(rooms))])
        for index in 0..<2000 {
            driver.send(.changes([Event.joined("p\(index)", "s\(index % 50)", "r\(index % 50)", ago: 0)]))
        }
        driver.wait(1)
        #expect(driver.shows("50 live / 500   2000 in"))
        #expect(driver.rows.prefix(50).allSatisfy { driver.model.room(of: $0)?.guests == 40 })
    }
}
