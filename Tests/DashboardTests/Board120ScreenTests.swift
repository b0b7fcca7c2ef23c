import Testing

@testable import Dashboard

struct Board120ScreenTests {
    @Test("the board at 120×40, with panes side by side")
    func picture() {
        let driver = Driver(rows: 40, columns: 120)
        expectPicture(driver.picture, Self.expected)
    }

    private static let expected = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                                                  !!1 !1 ok2   4 live / 8   8 in   1 rec
        ┌─ ALARMS 2 open ─────────────────────────────────────────────────────────────────────────── ! all   a ack   z snooze ─┐
        │ !!        2:12 Main Stage                 3 guests since 10:39:55, last host left never                              │
        │ !        -7:53 Breakout B                 closes 10:50:00 with 2 people inside                                       │
        └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
        ┌─ ROOMS 8 ─────────────────────────────────────────── sort severity   filter – ─┐┌─ Main Stage ───────── Enter opens ─┐
        │ ST ROOM                   HOST  GST LAST 15m     REC        SINCE CLOSES       ││ Code      482 113 907              │
        │ !!▶Main Stage                0    3 ▁▁▁▁▁▁▁▁▁▃▅▇ –        0:02:12 21:00 in 10h ││ Theme     ■ Summit  #12f64e        │
        │ !  Breakout B                1    1 ▇▇▇▇▇▇▇▇▇▇▇▇ –        0:20:00 10:50 in 7m  ││ Guest URL …t.example.org/482113907 │
        │ ●  Track 1 — Platforms       1    1 ▇▇▇▇▇▇▇▇▇▇▇▇ REC      0:41:55 21:00 in 10h ││ Host URL  ••••••••  y h copies     │
        │ ●  审计例会 Audit            1    0 ▁▁▇▇▇▇▇▇▇▇▇▇ –        0:11:40 21:00 in 10h ││ Closes    21:00 (in 10h17m)        │
        │ ○  bad▯[2J▯name              0    0              –                10:47 in 5m  ││ Join      after_owner_only         │
        │ ○  Press                     0    0              auto             Thu 18:15    ││ Recording off                      │
        │ ○  Zoës Café                 0    0              –                21:00 in 10h ││ Session   since 10:39:55 · s1      │
        │ x  Rehearsal                 0    0              –                expired      ││                                    │
        │                                                                                ││ PEOPLE  0 hosts · 3 guests         │
        │                                                                                ││ g  مريم           guest       2:12 │
        │                                                                                ││ g  x▯]52;c;aGk=▯  guest       1:00 │
        │                                                                                ││ g  Zoë            guest       0:12 │
        │                                                                                ││                                    │
        │                                                                                ││                                    │
        │                                                                                │└────────────────────────────────────┘
        │                                                                                │┌─ THEMES 2 ─────────────────────────┐
        │                                                                                ││  ■ #f00    Acme                    │
        │                                                                                ││  ■ #12f64e Summit                  │
        └────────────────────────────────────────────────────────────────────────────────┘└────────────────────────────────────┘
        ┌─ EVENTS  following ▼ ────────────────────────────────────────────────────────────────────────────────────── 13 kept ─┐
        │ 10:41:55.000 +  joined           Main Stage                            Zoë                                   guest   │
        │ 10:41:07.000 +  joined           Main Stage                            x▯]52;c;aGk=▯                         guest   │
        │ 10:39:55.000 +  joined           Main Stage                            مريم                                  guest   │
        │ 10:39:55.000 »  session.on       Main Stage                            s1                                            │
        │ 10:30:27.000 +  joined           审计例会 Audit                        李小龍                                HOST    │
        │ 10:30:27.000 »  session.on       审计例会 Audit                        s3                                            │
        │ 10:23:47.000 +  joined           Breakout B                            p-1190                                guest   │
        │ 10:22:07.000 +  joined           Breakout B                            Dana Cruz                             HOST    │
        │ 10:22:07.000 »  session.on       Breakout B                            s2                                            │
        └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
         Enter open  y copy  n new  e edit  + extend  D delete  s sort  x export  / filter  ! alarms  : cmd  ? help  q quit
        [1 board] 2 rooms  3 sessions  4 events  5 recordings  6 themes  7 deliveries  8 run sheet  9 log  ! alarms
         8 rooms · filter: none · sort: severity                                                                        row 1/8
        """#
}
