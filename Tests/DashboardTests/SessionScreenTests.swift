import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

struct SessionScreenTests {
    @Test("a session in a narrow split, 40×12")
    func narrow() {
        var driver = Driver(rows: 12, columns: 40, changes: Event.lively)
        driver.open(.session(SessionID("s2")))
        expectPicture(driver.picture, Self.narrowPicture)
    }

    @Test("a session: people over time, 80×24")
    func standard() {
        var driver = Driver(rows: 24, columns: 80, changes: Event.lively)
        driver.open(.session(SessionID("s2")))
        driver.press(.down)
        expectPicture(driver.picture, Self.standardPicture)
    }

    @Test("a session: what happened, 80×24")
    func timeline() {
        var driver = Driver(rows: 24, columns: 80, changes: Event.lively)
        driver.open(.session(SessionID("s2")))
        driver.press(.tab)
        expectPicture(driver.picture, Self.timelinePicture)
    }

    @Test("a session: chart, people and timeline, 120×40")
    func wide() {
        var driver = Driver(rows: 40, columns: 120, changes: Event.lively)
        driver.open(.session(SessionID("s2")))
        expectPicture(driver.picture, Self.widePicture)
    }

    private static let narrowPicture = #"""
         LOCAL 10:42 ● LIVE 1s  RW  !!1 !1 4/11
         sessions ▸ Breakout B ▸ s2
        ────────────────────────────────────────
         gap 1:00 at 10:33 · 5 in · 0:20:00
        ─ PEOPLE 5 here · 6 seen ───────────────
         H  Dana Cruz                   0:19:00
         g  p-1190                      0:18:20
         g  Noah                        0:18:09
         g  Ida                         0:18:08
         g  Emil                        0:18:07
         + extend  y copy  ? help  q back
         session s2
        """#

    private static let standardPicture = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                      !!1 !1  4 live 11 in 2 rec
         sessions ▸ Breakout B ▸ s2                                 live 0:20:00 peak 6
        ────────────────────────────────────────────────────────────────────────────────
            8 ┤
            6 ┤    ▄█████████████████████▄▄▄▄ ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄
            4 ┤    ███████████████████████████████████████████████
            2 ┤▄▄▄▄███████████████████████████████████████████████
            0 ┼─────┬─────────┬─────────┬─────────┬─────────┬─────
                    10:24     10:28     10:32     10:36     10:40
         host  ╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸ ╺━━━━━━━━━━━━━━━━━━╸ gap 1:00 at 10:33
         rec     ╺━━━━━━━╸ ╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸ 0:18:20 REC
        ─ PEOPLE 5 here · 6 seen ───────────────────────────────────────────────────────
            NAME                            ROLE   JOINED    IN ROOM  VISITS
         H▶ Dana Cruz                       host   10:34:47  0:19:00  2 (gap 1:00)
         g  p-1190                          guest  10:23:47  0:18:20  1
         g  Noah                            guest  10:23:58  0:18:09  1
         g  Ida                             guest  10:23:59  0:18:08  1
         g  Emil                            guest  10:24:00  0:18:07  1
         ·  Mia                             left   10:23:57  0:08:10  left 10:32:07



         + extend  Enter open  y copy  o room  ! alarms  : cmd  ? help  q back
         session s2
        """#

    private static let timelinePicture = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                      !!1 !1  4 live 11 in 2 rec
         sessions ▸ Breakout B ▸ s2                                 live 0:20:00 peak 6
        ────────────────────────────────────────────────────────────────────────────────
            8 ┤
            6 ┤    ▄█████████████████████▄▄▄▄ ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄
            4 ┤    ███████████████████████████████████████████████
            2 ┤▄▄▄▄███████████████████████████████████████████████
            0 ┼─────┬─────────┬─────────┬─────────┬─────────┬─────
                    10:24     10:28     10:32     10:36     10:40
         host  ╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸ ╺━━━━━━━━━━━━━━━━━━╸ gap 1:00 at 10:33
         rec     ╺━━━━━━━╸ ╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸ 0:18:20 REC
        ─ TIMELINE ─────────────────────────────────────────────────────────────── Tab ─
         10:34:47  + Dana Cruz  HOST
         10:33:47  - Dana Cruz  HOST  ! no host
         10:32:07  - Mia
         10:27:07  ● recording 77aa01cc started
         10:26:17  ■ recording 5a0d2c11 ended
         10:23:57  + 4 people in 3s
         10:23:47  + p-1190
         10:22:57  ● recording 5a0d2c11 started
         10:22:07  + Dana Cruz  HOST
         10:22:07  » session started
         + extend  y copy  o room  l events  ! alarms  : cmd  ? help  q back
         session s2
        """#

    private static let widePicture = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                                                 !!1 !1 ok2   4 live / 8   11 in   2 rec
         sessions ▸ Breakout B ▸ s2                                          live   started 10:22:07   0:20:00   peak 6   now 5
        ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
        ┌─ PEOPLE OVER TIME ────────────────────────────────────────────────────────────────────────────────────── > zooms in ─┐
        │    6 ┤       ████████████████████████████                                                                            │
        │    5 ┤      ██████████████████████████████████  ██████████████████████████                                           │
        │    4 ┤      ██████████████████████████████████████████████████████████████                                           │
        │    3 ┤      ██████████████████████████████████████████████████████████████                                           │
        │    2 ┤      ██████████████████████████████████████████████████████████████                                           │
        │    1 ┤████████████████████████████████████████████████████████████████████                                           │
        │    0 ┼───────┬─────────┬─────────┬─────────┬─────────┬─────────┬─────────┬─────────┬─────────┬─                      │
        │              10:24     10:27     10:30     10:33     10:36     10:39     10:42     10:45                             │
        │ host  ╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸  ╺━━━━━━━━━━━━━━━━━━━━━━━━╸                      gap 1:00 at 10:33    │
        │ rec      ╺━━━━━━━━━━╸  ╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸                      0:18:20 REC          │
        └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
        ─ PEOPLE 5 here · 6 seen ────────────────────────────────────────────────── TIMELINE ───────────────────────────── Tab ─
            NAME                      ROLE   JOINED    IN ROOM  VISITS             10:34:47  + Dana Cruz  HOST
         H  Dana Cruz                 host   10:34:47  0:19:00  2 (gap 1:00)       10:33:47  - Dana Cruz  HOST  ! no host
         g  p-1190                    guest  10:23:47  0:18:20  1                  10:32:07  - Mia
         g  Noah                      guest  10:23:58  0:18:09  1                  10:27:07  ● recording 77aa01cc started
         g  Ida                       guest  10:23:59  0:18:08  1                  10:26:17  ■ recording 5a0d2c11 ended
         g  Emil                      guest  10:24:00  0:18:07  1                  10:23:57  + 4 people in 3s
         ·  Mia                       left   10:23:57  0:08:10  left 10:32:07      10:23:47  + p-1190
                                                                                   10:22:57  ● recording 5a0d2c11 started
                                                                                   10:22:07  + Dana Cruz  HOST
                                                                                   10:22:07  » session started











         + extend  y copy  o room  l events  Tab timeline  x export  r refresh  ! alarms  : cmd  ? help  q back
        [1 board] 2 rooms  3 sessions  4 events  5 recordings  6 themes  7 deliveries  8 run sheet  9 log  ! alarms
         session s2
        """#
}
