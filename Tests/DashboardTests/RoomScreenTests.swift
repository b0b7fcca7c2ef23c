import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

struct RoomScreenTests {
    @Test("a room in a narrow split, 40×12")
    func narrow() {
        var driver = Driver(rows: 12, columns: 40, changes: Event.lively)
        driver.open(.room(RoomID("r1")))
        expectPicture(driver.picture, Self.narrowPicture)
    }

    @Test("a room with people who wait, 80×24")
    func standard() {
        var driver = Driver(rows: 24, columns: 80, changes: Event.lively)
        driver.open(.room(RoomID("r1")))
        driver.press(.down)
        expectPicture(driver.picture, Self.standardPicture)
    }

    @Test("a room with its recordings and last events, 120×40")
    func wide() {
        var driver = Driver(rows: 40, columns: 120, changes: Event.lively)
        driver.open(.room(RoomID("r2")))
        expectPicture(driver.picture, Self.widePicture)
    }

    private static let narrowPicture = #"""
         LOCAL 10:42 ● LIVE 1s  RW  !!1 !1 4/11
         rooms ▸ !! Main Stage
        ────────────────────────────────────────
         guests, no host · 0 hosts · 3 guests
         Code       482 113 907
         Theme      ■ Summit  #12f64e
         Guest URL  https://meet.example.org/4…
         Host URL   v shows  https://meet.exam…
         Closes     21:00 (in 10h17m)
         Type       long_term
         A let in  v host link  ? help  q back
         Main Stage
        """#

    private static let standardPicture = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                      !!1 !1  4 live 11 in 2 rec
         rooms ▸ !! Main Stage                                 long_term · theme Summit
        ────────────────────────────────────────────────────────────────────────────────
         Alarm      3 guests since 10:39:55, no host was ever there
         Code       482 113 907
         Theme      ■ Summit  #12f64e
         Guest URL  https://meet.example.org/482113907
         Host URL   v shows  https://meet.example.org/482113907?participant_token=••••
         Closes     21:00 (in 10h17m)
         Type       long_term
         Join       after_owner_only
         Recording  off
         Session    since 10:39:55 · s1
         Go to      o session   b theme   c recordings   l events   d callbacks

         WAITING 2 · longest 1:10
         ?▶ Wanda                                                      waiting     1:10
         ?  Jörg Weiß                                                  waiting     0:15
         PEOPLE  0 hosts · 3 guests
         g  مريم                                                       guest       2:12
            +2 more

         A let in  Enter open  v host link  y copy  ! alarms  : cmd  ? help  q back
         Main Stage
        """#

    private static let widePicture = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                                                 !!1 !1 ok2   4 live / 8   11 in   2 rec
         rooms ▸ !  Breakout B                                                                                        long_term
        ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
         Alarm      closes 10:50:00 with 5 people inside                  ─ RECORDINGS 2 ───────────────────────────── c opens ─
         Code       482 113 907                                            77aa01cc  10:27:07   0:15:00  REC running
         Theme      none                                                   5a0d2c11  10:22:57   0:03:20  uploaded
         Guest URL  https://meet.example.org/482113907
         Host URL   v shows  https://meet.example.org/482113907?particip… ─ LAST EVENTS ────────────────────────────── l opens ─
         Closes     10:50 (in 7m)                                          10:34:47  + joined         Dana Cruz            HOST
         Type       long_term                                              10:33:47  - left           Dana Cruz            HOST
         Join       after_owner_only                                       10:32:07  - left           Mia
         Recording  REC running                                            10:27:07  ● rec.started    77aa01cc
         Session    since 10:22:07 · s2                                    10:26:17  ▲ rec.uploaded   5a0d2c11
         Go to      o session   c 2 recordings   l events   d callbacks    10:24:00  + joined         Emil
                                                                           10:23:59  + joined         Ida
         PEOPLE  1 host · 4 guests                                         10:23:58  + joined         Noah
         H  Dana Cruz                                    host        7:20  10:23:57  + joined         Mia
         g  p-1190                                       guest      18:20  10:23:47  + joined         p-1190
         g  Noah                                         guest      18:09  10:22:07  + joined         Dana Cruz            HOST
         g  Ida                                          guest      18:08  10:22:07  » session.on     s2
         g  Emil                                         guest      18:07
















         + extend  v host link  y copy  e edit  D delete  r refresh  ! alarms  : cmd  ? help  q back
        [1 board] 2 rooms  3 sessions  4 events  5 recordings  6 themes  7 deliveries  8 run sheet  9 log  ! alarms
         Breakout B
        """#
}
