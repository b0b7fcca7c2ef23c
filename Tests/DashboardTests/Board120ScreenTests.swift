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
        │ !!        2:12 Main Stage                 3 guests since 10:39:55, no host was ever there                            │
        │ !       T-7:53 Breakout B                 closes 10:50:00 with 2 people inside                                       │
        └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
        ┌─ ROOMS 8 ─────────────────────────────────────────── sort severity   filter – ─┐┌─ Main Stage ───────── Enter opens ─┐
        │ ST ROOM                   HOST  GST LAST 15m     REC        SINCE CLOSES       ││ Alarm     guests, no host          │
        │ !!▶Main Stage                0    3 ▁▁▁▁▁▁▁▁▁▃▅▇ –        0:02:12 21:00 in 10h ││ Code      482 113 907              │
        │ !  Breakout B                1    1 ▇▇▇▇▇▇▇▇▇▇▇▇ –        0:20:00 10:50 in 7m  ││ Theme     ■ Summit  #12f64e        │
        │ ●  Track 1 — Platforms       1    1 ▇▇▇▇▇▇▇▇▇▇▇▇ REC      0:41:55 21:00 in 10h ││ Guest URL …t.example.org/482113907 │
        │ ●  审计例会 Audit            1    0 ▁▁▇▇▇▇▇▇▇▇▇▇ –        0:11:40 21:00 in 10h ││ Host URL  ••••••••  y h copies     │
        │ ○  bad▯[2J▯name              0    0              –                10:47 in 5m  ││ Closes    21:00 (in 10h17m)        │
        │ ○  Press                     0    0              auto             Thu 18:15    ││ Join      after_owner_only         │
        │ ○  Zoës Café                 0    0              –                21:00 in 10h ││ Recording off                      │
        │ x  Rehearsal                 0    0              –                expired      ││ Session   since 10:39:55 · s1      │
        │                                                                                ││                                    │
        │                                                                                ││ PEOPLE  0 hosts · 3 guests         │
        │                                                                                ││ g  مريم           guest       2:12 │
        │                                                                                ││ g  x▯]52;c;aGk=▯  guest       1:00 │
        │                                                                                ││ g  Zoë            guest       0:12 │
        │                                                                                ││                                    │
        │                                                                                │└────────────────────────────────────┘
        │                                                                                │┌─ THEMES 2 ─────────────────────────┐
        │                                                                                ││  ■ #f00    Acme                    │
        │                                                                                ││  ■ #12f64e Summit                  │
        └────────────────────────────────────────────────────────────────────────────────┘└────────────────────────────────────┘
        ┌─ EVENTS  following ▼ ────────────────────────────────────────────────────────────────────────────────────── 13 kept ─┐
        │ 10:41:55.000 +  joined           Main Stage                            guest Zoë                                     │
        │ 10:41:07.000 +  joined           Main Stage                            guest x▯]52;c;aGk=▯                           │
        │ 10:39:55.000 +  joined           Main Stage                            guest مريم                                    │
        │ 10:39:55.000 »  session.on       Main Stage                            s1                                            │
        │ 10:30:27.000 +  joined           审计例会 Audit                        HOST 李小龍                                   │
        │ 10:30:27.000 »  session.on       审计例会 Audit                        s3                                            │
        │ 10:23:47.000 +  joined           Breakout B                            guest p-1190                                  │
        │ 10:22:07.000 +  joined           Breakout B                            HOST Dana Cruz                                │
        │ 10:22:07.000 »  session.on       Breakout B                            s2                                            │
        └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
         Enter open  y copy  n new  e edit  + extend  D delete  s sort  x export  / filter  ! alarms  : cmd  ? help  q quit
        [1 board] 2 rooms  3 sessions  4 events  5 recordings  6 themes  7 deliveries  8 run sheet  9 log  ! alarms
         8 rooms · filter: none · sort: severity                                                                        row 1/8
        """#
}
