import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

/// The line that narrows a list.
struct FilterLineTests {
    private static let guestLink = "https://meet.example.org/482113907"

    /// The keys of task 1, the name not counted, from any list and with the cursor anywhere.
    @Test("task 1: part of a name and four keys copy a room's guest link", arguments: [Place.rooms, .board])
    func findAndCopy(place: Place) {
        var driver = Driver(changes: Event.crowd(500))
        _ = driver.model.go(to: place)
        driver.press(.end)
        _ = driver.taken()
        var keys = 0
        func press(_ key: Key) {
            driver.press(key)
            keys += 1
        }
        press(.character("/"))
        driver.type("room 377")
        press(.enter)
        press(.character("y"))
        press(.character("g"))
        #expect(keys == 4)
        #expect(driver.taken() == [.copy(text: Self.guestLink + "-377", label: "guest link", isSecret: false)])
    }

    @Test("fields, flags and numbers narrow the list while they are typed")
    func language() {
        var driver = Driver()
        driver.type("/is:live guests:>1")
        #expect(driver.rows.map(\.text) == ["r1"])
        #expect(driver.status.contains("1 of 8 rooms"))
        driver.press(.control("u"))
        #expect(driver.rows.count == 8)
        driver.type("theme:acme|summit")
        #expect(driver.rows.map(\.text) == ["r1", "r3"])
        driver.press(.enter)
        #expect(driver.status.contains("2 of 8 rooms · filter: theme:acme|summit · \" 0 clears · sort: "))
        driver.type("\"0")
        #expect(driver.status.contains("8 rooms · filter: none · sort: severity"))
    }

    @Test("clock times in a filter are the operator's own")
    func localTime() {
        var driver = Driver()
        driver.type("/closes:<10:51")
        #expect(driver.rows.map(\.text) == ["r2", "r6"])
    }

    @Test("a wrong part is underlined with its reason, the rows stay, and Enter does not keep it")
    func wrongPart() throws {
        var driver = Driver()
        driver.type("/is:live guets:>1 ")
        #expect(driver.rows.count == 4)
        expectPicture(driver.picture, Self.wrong)
        let canvas = driver.model.view(driver.size)
        let styles = (0..<20).map { canvas[23, $0].style.attributes.contains(.underline) }
        #expect(styles == (0..<20).map { (10..<16).contains($0) })
        driver.press(.enter)
        #expect(driver.model.prompt != nil)
        #expect(driver.shows("There is no field “guets”. Did you mean “guests”?"))
        for _ in 0..<10 { driver.press(.backspace) }
        driver.press(.enter)
        #expect(driver.model.prompt == nil && driver.rows.count == 4)
    }

    @Test("Enter on a half-typed field says what is missing and goes on with the line")
    func refusedEnter() {
        var driver = Driver()
        driver.type("/guests:")
        driver.press(.enter)
        #expect(driver.shows("Say what “guests” should be: 3, >3 or 2..5."))
        driver.type(">2")
        driver.press(.enter)
        #expect(driver.rows.map(\.text) == ["r1"] && driver.model.prompt == nil)
    }

    @Test("/ begins anew: Enter alone clears, Up brings the filter in use back")
    func beginsAnew() {
        var driver = Driver()
        driver.type("/press")
        driver.press(.enter)
        driver.type("/")
        #expect(driver.rows.map(\.text) == ["r7"])
        driver.press(.up)
        #expect(driver.status.hasPrefix(" /press"))
        driver.press(.backspace, .enter)
        #expect(driver.status.contains("filter: pres "))
        driver.type("/")
        driver.press(.enter)
        #expect(driver.status.contains("8 rooms · filter: none"))
    }

    @Test("a half-typed comparison and the beginning of a field empty no list")
    func halfTyped() {
        var driver = Driver()
        for letter in "/guests:>2" {
            driver.type(String(letter))
            #expect(!driver.rows.isEmpty)
        }
        #expect(driver.rows.map(\.text) == ["r1"])
        driver.press(.backspace, .backspace)
        #expect(driver.rows.count == 8)
        driver.type("0")
        #expect(driver.rows.count == 5)
    }

    @Test("Tab completes fields, then the values that are there now")
    func completion() {
        var driver = Driver()
        driver.type("/the")
        driver.press(.tab)
        #expect(driver.status.hasPrefix(" /theme:"))
        driver.press(.tab)
        #expect(driver.status.hasPrefix(" /theme:Acme"))
        expectPicture(driver.picture, Self.choices)
        driver.press(.tab)
        #expect(driver.status.hasPrefix(" /theme:Summit"))
        driver.press(.backTab)
        #expect(driver.rows.map(\.text) == ["r3"])
        driver.type(" is:li")
        driver.press(.tab, .enter)
        #expect(driver.status.contains("filter: theme:Acme is:live"))
    }

    @Test("Up and Down bring back the filters of before")
    func history() {
        var driver = Driver()
        for text in ["/press", "/track"] {
            driver.type(text)
            driver.press(.enter)
            driver.type("\"0")
        }
        driver.type("/")
        driver.press(.up)
        #expect(driver.status.hasPrefix(" /track") && driver.rows.map(\.text) == ["r4"])
        driver.press(.up)
        #expect(driver.status.hasPrefix(" /press") && driver.rows.map(\.text) == ["r7"])
        driver.press(.down, .down)
        #expect(driver.rows.count == 8)
    }

    @Test("every list takes the language", arguments: Place.allCases.filter { $0 != .events && $0 != .board })
    func everyList(place: Place) {
        var driver = Driver()
        _ = driver.model.go(to: place)
        let all = driver.rows.count
        driver.type("/-is:marked")
        #expect(driver.rows.count == all)
        driver.press(.enter)
        #expect(driver.model.prompt == nil)
        driver.type("/")
        driver.press(.control("u"))
        driver.type("is:marked")
        #expect(driver.rows.isEmpty)
    }

    @Test(": filter takes the same, and tells what is wrong")
    func command() {
        var driver = Driver()
        driver.type(":filter is:live")
        driver.press(.enter)
        #expect(driver.rows.count == 4)
        driver.type(":filter is:life")
        driver.press(.enter)
        #expect(driver.rows.count == 4 && driver.status.contains("Did you mean “live”?"))
    }

    @Test("random lines never break anything and never empty a list that they do not understand")
    func random() {
        for text in ["\"", "/(", "a|", "-", "is:", "name:/[/", ":::", "closes:<", "\\", "𓀀 e\u{301}", "-\"x"] {
            var driver = Driver()
            driver.type("/" + text)
            let hasProblem = !driver.model.parsed(text, for: .rooms).problems.isEmpty
            #expect(!hasProblem || driver.rows.count == 8, "\(text)")
            driver.press(.tab, .tab, .up, .backTab, .escape)
            #expect(driver.rows.count == 8 && driver.model.prompt == nil, "\(text)")
        }
    }

    private static let wrong = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                       !!1 !1  4 live 8 in 1 rec
         !! 2:12 Main Stage — 3 guests since 10:39:55, last ho… +1 more  a:ack z:snooze
        ST ROOM                     HOST  GST LAST 15m     REC        SINCE CLOSES
        !!▶Main Stage                  0    3 ▁▁▁▁▁▁▁▁▁▃▅▇ –        0:02:12 21:00 in 10h
        !  Breakout B                  1    1 ▇▇▇▇▇▇▇▇▇▇▇▇ –        0:20:00 10:50 in 7m
        ●  Track 1 — Platforms         1    1 ▇▇▇▇▇▇▇▇▇▇▇▇ REC      0:41:55 21:00 in 10h
        ●  审计例会 Audit              1    0 ▁▁▇▇▇▇▇▇▇▇▇▇ –        0:11:40 21:00 in 10h










        ─ EVENTS  following ▼ ──────────────────────────────────────────────── 13 kept ─
        10:41:55 joined       Main Stage             Zoë                           guest
        10:41:07 joined       Main Stage             x▯]52;c;aGk=▯                 guest
        10:39:55 joined       Main Stage             مريم                          guest
        10:39:55 session.on   Main Stage             s1
         There is no field “guets”. Did you mean “guests”?
         /is:live guets:>1                                                 4 of 8 rooms
        """#

    private static let choices = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                       !!1 !1  4 live 8 in 1 rec
         !! 2:12 Main Stage — 3 guests since 10:39:55, last ho… +1 more  a:ack z:snooze
        ST ROOM                     HOST  GST LAST 15m     REC        SINCE CLOSES
        ● ▶审计例会 Audit              1    0 ▁▁▇▇▇▇▇▇▇▇▇▇ –        0:11:40 21:00 in 10h













        ─ EVENTS  following ▼ ──────────────────────────────────────────────── 13 kept ─
        10:41:55 joined       Main Stage             Zoë                           guest
        10:41:07 joined       Main Stage             x▯]52;c;aGk=▯                 guest
        10:39:55 joined       Main Stage             مريم                          guest
        10:39:55 session.on   Main Stage             s1
         Acme  Summit
         /theme:Acme                                                       1 of 8 rooms
        """#
}

extension Event {
    /// Many rooms, each with a link of its own.
    static func crowd(_ count: Int) -> [Change] {
        let rooms = (0..<count).map { number in
            var room = room("r\(number)", "Room \(number)")
            room.links.guest = "https://meet.example.org/482113907-\(number)"
            return room
        }
        return [.rooms(listing(rooms)), .link(.stream, .live, at: now - .seconds(1))]
    }
}
