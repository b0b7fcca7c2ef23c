import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

/// Filters with a name.
struct SavedFilterTests {
    private static let saved = Configuration(
        environment: "LOCAL",
        savedFilters: [
            SavedFilter(view: "rooms", name: "hostless", text: "is:hostless"),
            SavedFilter(view: "rooms", name: "closing soon", text: "closes:<15m is:live"),
            SavedFilter(view: "themes", name: "red", text: "color:#f"),
        ])

    @Test("a view shows its saved filters as tabs with counts, and a key uses them")
    func tabs() {
        var driver = Driver(configuration: Self.saved)
        driver.type("2\"2")
        #expect(driver.rows.map(\.text) == ["r2"])
        expectPicture(driver.picture, Self.picture)
        driver.type("\"2")
        #expect(driver.rows.count == 8)
        driver.type("\"1")
        #expect(driver.rows.map(\.text) == ["r1"] && driver.status.contains("filter: hostless"))
        driver.type("\"9")
        #expect(driver.status.contains("there is none"))
    }

    @Test("the first key shows what may follow")
    func pending() {
        var driver = Driver(configuration: Self.saved)
        driver.type("\"")
        #expect(driver.lines[22].contains("0 No filter  1 hostless  2 closing soon"))
    }

    @Test("counts follow the news")
    func counts() {
        var driver = Driver(configuration: Self.saved)
        driver.type("2")
        #expect(driver.shows("1 hostless 1"))
        driver.send(
            .changes([Event.started("s9", "r7", ago: 0), Event.joined("guest", "s9", "r7", ago: 0)]))
        driver.wait(3)
        #expect(driver.shows("1 hostless 2"))
    }

    @Test("a filter is saved for this run, and the notice says how it stays")
    func save() {
        var driver = Driver()
        driver.type("2\"s")
        #expect(driver.status.contains("there is no filter to save"))
        driver.type("/is:live")
        driver.press(.enter)
        driver.type("\"son air")
        driver.press(.enter)
        #expect(driver.status.contains("saved for this run: \" 1 uses it"))
        driver.type("\"0")
        #expect(driver.rows.count == 8 && driver.shows("1 on air 4"))
        driver.type("\"1")
        #expect(driver.rows.count == 4)
    }

    private static let picture = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                       !!1 !1  4 live 8 in 1 rec
         rooms   0 all 8  1 hostless 1 [2 closing soon 1]                     " chooses
        ST ROOM                     HOST  GST LAST 15m     REC        SINCE CLOSES
        ! ▶Breakout B                  1    1 ▇▇▇▇▇▇▇▇▇▇▇▇ –        0:20:00 10:50 in 7m


















         + extend  Enter open  y copy  / filter  ! alarms  : cmd  ? help  q back
         1 of 8 rooms · filter: closing soon · " 0 clears · sort: severity      row 1/1
        """#
}
