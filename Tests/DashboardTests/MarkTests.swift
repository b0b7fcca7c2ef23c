import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

/// Marks name objects, whatever the rows do.
struct MarkTests {
    private func marks(_ driver: Driver) -> [String] { driver.model.marked(in: .rooms).map(\.text) }

    @Test("Space marks and goes on, v marks up to here, * all, U none")
    func keys() {
        var driver = Driver()
        driver.type("  ")
        #expect(marks(driver) == ["r1", "r2"])
        driver.press(.down, .down)
        driver.type("v")
        #expect(marks(driver) == ["r1", "r2", "r4", "r3", "r6"])
        expectPicture(driver.picture, Self.marked)
        driver.press(.home)
        driver.type(" ")
        #expect(marks(driver) == ["r2", "r4", "r3", "r6"])
        driver.type("U")
        #expect(marks(driver).isEmpty)
        driver.type("*")
        #expect(marks(driver).count == 8)
        driver.type("UU")
        #expect(driver.status.contains("nothing is marked"))
    }

    @Test("marks survive the filter, the order and new rows; what is hidden is counted and still meant")
    func survive() {
        var driver = Driver()
        driver.type("/press")
        driver.press(.enter)
        driver.type(" \"0/track")
        driver.press(.enter)
        driver.type(" ")
        #expect(marks(driver) == ["r4", "r7"])
        #expect(driver.status.contains("2 marked (1 hidden): Track 1 — Platforms, Press"))
        #expect(driver.model.targets.map(\.text) == ["r4", "r7"])
        driver.type("\"0sn")
        driver.send(.changes([.rooms(Event.listing(Event.more))]))
        driver.wait(3)
        #expect(Set(marks(driver)) == ["r4", "r7"])
        driver.type("/is:marked")
        #expect(Set(driver.rows.map(\.text)) == ["r4", "r7"])
    }

    @Test("a mark ends with its object, and that is said")
    func gone() {
        var driver = Driver()
        driver.type("/press")
        driver.press(.enter)
        driver.type(" \"0")
        driver.wait(3)
        let deleted = Event(sequence: 99, at: Driver.start, body: .roomDeleted(RoomID("r7")))
        driver.send(.changes([.event(deleted, from: .stream, at: Driver.start)]))
        driver.wait(3)
        #expect(marks(driver).isEmpty)
        #expect(driver.status.contains("1 marked room is gone: Press"))
    }

    private static let marked = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                       !!1 !1  4 live 8 in 1 rec
         !! 2:12 Main Stage — 3 guests since 10:39:55, last ho… +1 more  a:ack z:snooze
        ST ROOM                     HOST  GST LAST 15m     REC        SINCE CLOSES
        !!*Main Stage                  0    3 ▁▁▁▁▁▁▁▁▁▃▅▇ –        0:02:12 21:00 in 10h
        ! *Breakout B                  1    1 ▇▇▇▇▇▇▇▇▇▇▇▇ –        0:20:00 10:50 in 7m
        ● *Track 1 — Platforms         1    1 ▇▇▇▇▇▇▇▇▇▇▇▇ REC      0:41:55 21:00 in 10h
        ● *审计例会 Audit              1    0 ▁▁▇▇▇▇▇▇▇▇▇▇ –        0:11:40 21:00 in 10h
        ○ *bad▯[2J▯name                0    0              –                10:47 in 5m
        ○  Press                       0    0              auto             Thu 18:15
        ○  Zoës Café                   0    0              –                21:00 in 10h
        x  Rehearsal                   0    0              –                expired






        ─ EVENTS  following ▼ ──────────────────────────────────────────────── 13 kept ─
        10:41:55 joined       Main Stage             Zoë                           guest
        10:41:07 joined       Main Stage             x▯]52;c;aGk=▯                 guest
        10:39:55 joined       Main Stage             مريم                          guest
        10:39:55 session.on   Main Stage             s1
         Enter open  y copy  n new  / filter  ! alarms  : cmd  ? help  q quit
         5 marked: Main Stage, Breakout B, Track 1 — Platforms …                row 5/8
        """#
}

extension Event {
    /// All rooms of the board, and one more.
    static var more: [Room] {
        for case .rooms(let listing) in board { return listing.items + [room("r9", "Nine")] }
        return []
    }
}
