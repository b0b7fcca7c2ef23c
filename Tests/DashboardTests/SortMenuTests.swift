import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

/// The order of rows.
struct SortMenuTests {
    @Test("s lists the columns with their letters, the same again flips")
    func menu() {
        var driver = Driver()
        driver.type("s")
        expectPicture(driver.picture, Self.menu)
        driver.type("n")
        #expect(driver.rows.first?.text == "r6" || driver.rows.first?.text == "r2")
        let ascending = driver.rows
        #expect(driver.status.contains("sort: name▲"))
        driver.type("sn")
        #expect(driver.rows == ascending.reversed())
        #expect(driver.status.contains("sort: name▼"))
        driver.type("s0")
        #expect(driver.status.contains("sort: severity") && driver.rows.first?.text == "r1")
    }

    @Test("each view remembers its order")
    func remembered() {
        var driver = Driver()
        driver.type("2sn6")
        #expect(driver.status.contains("sort: name"))
        driver.type("sc2")
        #expect(driver.status.contains("sort: name▲"))
        driver.type("6")
        #expect(driver.status.contains("sort: color▲"))
    }

    @Test("numbers begin with the largest, and rows without a value stay below either way")
    func numbers() {
        var driver = Driver()
        driver.type("sg")
        #expect(driver.rows.first?.text == "r1" && driver.status.contains("sort: guests▼"))
        driver.type("sa")
        #expect(driver.rows.prefix(2).map(\.text) == ["r4", "r2"])
        driver.type("sc")
        #expect(driver.rows.last?.text == "r8")
        driver.type("sc")
        #expect(driver.rows.last?.text == "r8")
    }

    @Test("the command names a column")
    func command() {
        var driver = Driver()
        driver.type(":sort guests asc")
        driver.press(.enter)
        #expect(driver.status.contains("sort: guests▲"))
        driver.type(":sort nothing")
        driver.press(.enter)
        #expect(driver.status.contains("rooms cannot be sorted by nothing"))
    }

    @Test("rows of themes stay still for two seconds after a key, too")
    func themesRest() {
        var driver = Driver()
        driver.type("6j")
        let before = driver.rows
        driver.send(.changes([.themes(Event.listing([Event.theme("t0", "Aaa", "#00f")] + Event.boardThemes))]))
        #expect(driver.rows == before)
        driver.wait(2)
        #expect(driver.rows.map(\.text) == ["t0", "t2", "t1"])
        #expect(driver.selected.contains("Summit"))
    }

    private static let menu = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                       !!1 !1  4 live 8 in 1 rec
         !! 2:12 Main Stage — 3 guests since 10:39:55, last ho… +1 more  a:ack z:snooze
        ST ROOM                     HOST  GST LAST 15m     REC        SINCE CLOSES
        !!▶Main Stage                  0    3 ▁▁▁▁▁▁▁▁▁▃▅▇ –        0:02:12 21:00 in 10h
        !  Breakout B                  1    1 ▇▇▇▇▇▇▇▇▇▇▇▇ –        0:20:00 10:50 in 7m
        ●  Track 1 — Platforms         1    1 ▇▇▇▇▇▇▇▇▇▇▇▇ REC      0:41:55 21:00 in 10h
        ●  审计例会 Audit              1    0 ▁▁▇▇▇▇▇▇▇▇▇▇ –        0:11:40 21:00 in 10h
        ○  bad▯[2J▯name                0    0              –                10:47 in 5m
        ○  Press                       0    0              auto             Thu 18:15
        ○  Zoës Café                   0    0              –                21:00 in 10h
        x  Rehearsal                   0    0              –                expired


                                            ┌─ Sort rooms ────────────────── q closes ─┐
                                            │ the same again flips                     │
                                            │ 0      severity ◂                        │
                                            │ a      since                             │
        ─ EVENTS  following ▼ ──────────────│ c      closes                            │
        10:41:55 joined       Main Stage    │ g      guests                            │
        10:41:07 joined       Main Stage    │ h      hosts                             │
        10:39:55 joined       Main Stage    │ n      name                              │
        10:39:55 session.on   Main Stage    └──────────────────────────────────────────┘
         q close

        """#
}

extension Event {
    /// The themes of the board.
    static var boardThemes: [Theme] {
        for case .themes(let listing) in board { return listing.items }
        return []
    }
}
