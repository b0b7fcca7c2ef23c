import Meetings
import TerminalUI
import Testing

@testable import Dashboard

struct Deliveries120ScreenTests {
    @Test("the callbacks at 120 columns")
    func picture() {
        var driver = Driver(rows: 40, columns: 120, changes: Event.board + Driver.told)
        driver.type("7")
        expectPicture(driver.picture, Self.expected)
    }

    private static let expected = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                                                  !!2 !3 ok2   4 live / 8   8 in   1 rec
         deliveries
        ST TIME     EVENT        ROOM                        TO                 STATUS      WHY                         AGE/NEXT
        ! ▶10:39:55 session.on   Main Stage                  hooks.example.org  503 r2      it is down or overloaded, …   in 41s
        x  02-27    room.closed  Rehearsal                   10.0.0.7:9000      dead        The connection is refused:…       4d
        !  10:27:07 session.off  审计例会 Audit              old.example.org    paused      it wants no more callbacks…      15m
        ✓  10:42:04 joined       Track 1 — Platforms         hooks.example.org  200                                           3s
        ✓  10:41:55 left         Track 1 — Platforms         hooks.example.org  204                                          12s
        »  10:41:54 joined       Main Stage                  hooks.example.org  waits                                        13s




























         Enter open  R replay  Z replay all dead  s sort  x export  r refresh  / filter  ! alarms  : cmd  ? help  q back
         1 board  2 rooms  3 sessions  4 events  5 recordings  6 themes [7 deliveries] 8 run sheet  9 log  ! alarms
         6 callbacks · filter: none · sort: failing, newest                                                             row 1/6
        """#
}
