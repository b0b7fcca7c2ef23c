import Testing

@testable import Dashboard

struct Board80ScreenTests {
    @Test("the board at 80×24")
    func picture() {
        let driver = Driver()
        expectPicture(driver.picture, Self.expected)
    }

    private static let expected = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                       !!1 !1  4 live 8 in 1 rec
         !! 2:12 Main Stage — 3 guests since 10:39:55, no host… +1 more  a:ack z:snooze
        ST ROOM                     HOST  GST LAST 15m     REC        SINCE CLOSES
        !!▶Main Stage                  0    3 ▁▁▁▁▁▁▁▁▁▃▅▇ –        0:02:12 21:00 in 10h
        !  Breakout B                  1    1 ▇▇▇▇▇▇▇▇▇▇▇▇ –        0:20:00 10:50 in 7m
        ●  Track 1 — Platforms         1    1 ▇▇▇▇▇▇▇▇▇▇▇▇ REC      0:41:55 21:00 in 10h
        ●  审计例会 Audit              1    0 ▁▁▇▇▇▇▇▇▇▇▇▇ –        0:11:40 21:00 in 10h
        ○  bad▯[2J▯name                0    0              –                10:47 in 5m
        ○  Press                       0    0              auto             Thu 18:15
        ○  Zoës Café                   0    0              –                21:00 in 10h
        x  Rehearsal                   0    0              –                expired






        ─ EVENTS  following ▼ ──────────────────────────────────────────────── 13 kept ─
         10:41:55.000 +  joined           Main Stage         guest Zoë
         10:41:07.000 +  joined           Main Stage         guest x▯]52;c;aGk…
         10:39:55.000 +  joined           Main Stage         guest مريم
         10:39:55.000 »  session.on       Main Stage         s1
         Enter open  y copy  n new  e edit  / filter  ! alarms  : cmd  ? help  q quit
         8 rooms · filter: none · sort: severity                                row 1/8
        """#
}
