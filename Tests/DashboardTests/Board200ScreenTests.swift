import Testing

@testable import Dashboard

struct Board200ScreenTests {
    @Test("the board at 200×50")
    func picture() {
        let driver = Driver(rows: 50, columns: 200)
        expectPicture(driver.picture, Self.expected)
    }

    private static let expected = #"""
         LOCAL  Tue 2031-03-04 10:42:07  ● LIVE 1s  RW                                                                                                                   !!1 !1 ok2   4 live / 8   8 in   1 rec
        ┌─ ALARMS 2 open ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────── ! all   a ack   z snooze ─┐
        │ !!        2:12 Main Stage                 3 guests since 10:39:55, no host was ever there                        open                   do: give a backup host the host link                         │
        │ !       T-7:53 Breakout B                 closes 10:50:00 with 2 people inside                                   open                   do: extend by 30 min                                         │
        └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
        ┌─ ROOMS 8 ─────────────────────────────────────────────────────────────────── sort severity   filter – ─┐┌─ PEOPLE, ALL ROOMS ──────────────────────────────────────────────────────────── 10:00–now ─┐
        │ ST ROOM                     HOST  GST PEAK LAST 15m     REC        SINCE CLOSES       THEME            ││  14 ┤                                                                                      │
        │ !!▶Main Stage                  0    3    3 ▁▁▁▁▁▁▁▁▁▃▅▇ –        0:02:12 21:00 in 10h Summit           ││  12 ┤                                                                                      │
        │ !  Breakout B                  1    1    2 ▇▇▇▇▇▇▇▇▇▇▇▇ –        0:20:00 10:50 in 7m                   ││  10 ┤                                                                                      │
        │ ●  Track 1 — Platforms         1    1    2 ▇▇▇▇▇▇▇▇▇▇▇▇ REC      0:41:55 21:00 in 10h                  ││   8 ┤                                                                    ▄██               │
        │ ●  审计例会 Audit              1    0    1 ▁▁▇▇▇▇▇▇▇▇▇▇ –        0:11:40 21:00 in 10h Acme             ││   6 ┤                                                  ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄█████               │
        │ ○  bad▯[2J▯name                0    0                   –                10:47 in 5m                   ││   4 ┤                                    ▄▄▄████████████████████████████████               │
        │ ○  Press                       0    0                   auto             Thu 18:15                     ││   2 ┤▄▄▄▄▄▄█████████████████████████████████████████████████████████████████               │
        │ ○  Zoës Café                   0    0                   –                21:00 in 10h                  ││   0 ┼┬─────────┬─────────┬─────────┬─────────┬─────────┬─────────┬─────────┬─────────┬───  │
        │ x  Rehearsal                   0    0                   –                expired                       ││      10:00     10:06     10:12     10:18     10:24     10:30     10:36     10:42           │
        │                                                                                                        ││                                                                                            │
        │                                                                                                        ││ joins/min  ▁▁▁▁▁▄▁▁▄▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▄▄▁▁▁▁▁▁▄▁▁▁▁▁▁▁▁▄▁▇▁  most 2 at 10:41               │
        │                                                                                                        ││ callbacks  none known                                                                      │
        │                                                                                                        │└────────────────────────────────────────────────────────────────────────────────────────────┘
        │                                                                                                        │┌─ THEMES 2 ─────────────────────────────────────────────────────────────────────────────────┐
        │                                                                                                        ││  ■ #f00    Acme                                                                            │
        │                                                                                                        ││  ■ #12f64e Summit                                                                          │
        │                                                                                                        ││                                                                                            │
        │                                                                                                        ││                                                                                            │
        │                                                                                                        ││                                                                                            │
        │                                                                                                        ││                                                                                            │
        │                                                                                                        ││                                                                                            │
        │                                                                                                        ││                                                                                            │
        │                                                                                                        ││                                                                                            │
        │                                                                                                        ││                                                                                            │
        └────────────────────────────────────────────────────────────────────────────────────────────────────────┘└────────────────────────────────────────────────────────────────────────────────────────────┘
        ┌─ EVENTS  following ▼ ────────────────────────────────────────────────────────────────────────────────────── 13 kept ─┐┌─ RECORDINGS 1 ─────────────────────── sort late, running, newest   filter – ─┐
        │ 10:41:55.000 +  joined           Main Stage                            guest Zoë                                     ││    RECORDING ROOM                     LENGTH STATUS       STARTED        AGE │
        │ 10:41:07.000 +  joined           Main Stage                            guest x▯]52;c;aGk=▯                           ││    0e9d7c55  Track 1 — Platforms     0:40:00 REC running  10:02              │
        │ 10:39:55.000 +  joined           Main Stage                            guest مريم                                    ││                                                                              │
        │ 10:39:55.000 »  session.on       Main Stage                            s1                                            ││                                                                              │
        │ 10:30:27.000 +  joined           审计例会 Audit                        HOST 李小龍                                   ││                                                                              │
        │ 10:30:27.000 »  session.on       审计例会 Audit                        s3                                            ││                                                                              │
        │ 10:23:47.000 +  joined           Breakout B                            guest p-1190                                  ││                                                                              │
        │ 10:22:07.000 +  joined           Breakout B                            HOST Dana Cruz                                ││                                                                              │
        │ 10:22:07.000 »  session.on       Breakout B                            s2                                            ││                                                                              │
        │ 10:03:47.000 +  joined           Track 1 — Platforms                   guest Ana Lima                                ││                                                                              │
        │ 10:02:07.000 ●  rec.started      Track 1 — Platforms                   0e9d7c55                                      ││                                                                              │
        │ 10:00:12.000 +  joined           Track 1 — Platforms                   HOST Lee Park                                 ││                                                                              │
        │ 10:00:12.000 »  session.on       Track 1 — Platforms                   s4                                            ││                                                                              │
        │                                                                                                                      ││                                                                              │
        └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘└──────────────────────────────────────────────────────────────────────────────┘
         Enter open  y copy  n new  e edit  + extend  D delete  s sort  x export  r refresh  / filter  ! alarms  : cmd  ? help  q quit
        [1 board] 2 rooms  3 sessions  4 events  5 recordings  6 themes  7 deliveries  8 run sheet  9 log  ! alarms
         8 rooms · filter: none · sort: severity                                                                                                                                                        row 1/8
        """#
}
