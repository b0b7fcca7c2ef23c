import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

/// The delete dialog, the forms, the theme's preview and the QR code, as they stand on the screen.
struct WritingScreenTests {
    private func marked(rows: Int = 24, columns: Int = 80) -> Driver {
        var driver = Driver(
            rows: rows, columns: columns, configuration: Configuration(environment: "PROD eu-1", isProduction: true))
        driver.model.lists[.rooms]?.marks = [.room(RoomID("r2")), .room(RoomID("r5")), .room(RoomID("r7"))]
        driver.type("D")
        return driver
    }

    @Test("three rooms to delete, one of them live")
    func delete80() { expectPicture(marked().picture, Self.delete80) }

    @Test("three rooms to delete, on a wide screen")
    func delete120() { expectPicture(marked(rows: 40, columns: 120).picture, Self.delete120) }

    @Test("the form of a room on a wide screen shows every field")
    func room120() {
        var driver = Driver(rows: 40, columns: 120)
        driver.type("/press")
        driver.press(.enter)
        driver.type("e")
        driver.press(.tab, .right)
        expectPicture(driver.picture, Self.room120)
    }

    private func theme(rows: Int, columns: Int, colors: Int = 0) -> Driver {
        var driver = Driver(
            rows: rows, columns: columns,
            configuration: Configuration(environment: "STAGING", palette: Palette(colors: colors)))
        driver.type("6/summit")
        driver.press(.enter)
        driver.type("e")
        driver.press(.tab, .control("u"))
        driver.type("#0f9d58")
        return driver
    }

    @Test("the theme editor on a small screen")
    func theme80() { expectPicture(theme(rows: 24, columns: 80).picture, Self.theme80) }

    @Test("the theme editor with its preview beside it")
    func theme120() { expectPicture(theme(rows: 40, columns: 120, colors: 256).picture, Self.theme120) }

    private func code(rows: Int, columns: Int) -> Driver {
        var driver = Driver(rows: rows, columns: columns)
        driver.type("yr")
        #expect(driver.taken() == [.ask(.qr("https://meet.example.org/482113907"), RequestID(rawValue: 1))])
        // 29 modules, as that link needs; the pattern is none that scans.
        let modules = (0..<29).map { row in (0..<29).map { column in (row * column) % 3 == 0 } }
        driver.send(.answered(.qr(modules), RequestID(rawValue: 1)))
        return driver
    }

    @Test("a guest link as a QR code")
    func code80() { expectPicture(code(rows: 24, columns: 80).picture, Self.code80) }

    @Test("a QR code on a wide screen has its whole quiet zone")
    func code120() { expectPicture(code(rows: 40, columns: 120).picture, Self.code120) }

    @Test("a window too small for the code says how large it must be, and shows the link")
    func codeTooLarge() {
        let driver = code(rows: 12, columns: 80)
        #expect(driver.shows("needs 31 columns and 20 rows") && driver.shows("https://meet.example.org/482113907"))
    }

    @Test("the code is black on white on every ground that has colours")
    func codeColors() {
        var driver = Driver(
            rows: 40, columns: 120, configuration: Configuration(environment: "X", palette: Palette(colors: 256)))
        driver.type("yr")
        driver.send(.answered(.qr([[true, false], [false, true]]), RequestID(rawValue: 1)))
        let canvas = driver.model.view(driver.size)
        let styles = (0..<40).flatMap { row in (0..<120).map { canvas[row, $0].style } }
        #expect(styles.contains(Style(foreground: 16, background: 231)))
    }

    private static let delete80 = #"""
         PROD eu-1  10:42:07  ● LIVE 1s  RW                   !!1 !1  4 live 8 in 1 rec
         !! 2:12 Main Stage — 3 guests since 10:39:55, no host… +1 more  a:ack z:snooze
        ST ROOM                     HOST  GST LAST 15m     REC        SINCE CLOSES
        !!▶Main Stage                  0    3 ▁▁▁▁▁▁▁▁▁▃▅▇ –        0:02:12 21:00 in 10h
        ! *Breakout B                  1    1 ▇▇▇▇▇▇▇▇▇▇▇▇ –        0:20:00 10:50 in 7m
        ●  Tr┌─ Delete 3 rooms on PROD eu-1 ─────────────────────── irreversible ─┐n 10h
        ●  审│                                                                    │n 10h
        ○  ba│  Breakout B          2 PEOPLE INSIDE since 10:22  closes 10:50     │n 5m
        ○ *Pr│  Press               empty                        closes Thu 18:15 │15
        ○ *Zo│  Zoës Café           empty                        closes 21:00     │n 10h
        x  Re│                                                                    │
             │  1 of these is live: its people will be cut off.                   │
             │                                                                    │
             │  Type  delete 3  to go on:                                         │
             │                                                                    │
             │  [ Cancel ]   Delete 3     only the 2 empty (o)                    │
             └────────────────────────────────────────────────────────────────────┘
        ─ EVENTS  following ▼ ──────────────────────────────────────────────── 13 kept ─
         10:41:55.000 +  joined           Main Stage         guest Zoë
         10:41:07.000 +  joined           Main Stage         guest x▯]52;c;aGk…
         10:39:55.000 +  joined           Main Stage         guest مريم
         10:39:55.000 »  session.on       Main Stage         s1
         Tab move  Enter on Cancel closes  o only the 2 empty  q closes
         nothing has been sent yet · will call DELETE /rooms/{id} ×3
        """#

    private static let delete120 = #"""
         PROD eu-1  10:42:07  ● LIVE 1s  RW                                              !!1 !1 ok2   4 live / 8   8 in   1 rec
        ┌─ ALARMS 2 open ─────────────────────────────────────────────────────────────────────────── ! all   a ack   z snooze ─┐
        │ !!        2:12 Main Stage                 3 guests since 10:39:55, no host was ever there                            │
        │ !       T-7:53 Breakout B                 closes 10:50:00 with 2 people inside                                       │
        └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
        ┌─ ROOMS 8 ─────────────────────────────────────────── sort severity   filter – ─┐┌─ Main Stage ───────── Enter opens ─┐
        │ ST ROOM                   HOST  GST LAST 15m     REC        SINCE CLOSES       ││ Alarm     guests, no host          │
        │ !!▶Main Stage                0    3 ▁▁▁▁▁▁▁▁▁▃▅▇ –        0:02:12 21:00 in 10h ││ Code      482 113 907              │
        │ ! *Breakout B                1    1 ▇▇▇▇▇▇▇▇▇▇▇▇ –        0:20:00 10:50 in 7m  ││ Theme     ■ Summit  #12f64e        │
        │ ●  Track 1 — Platforms       1    1 ▇▇▇▇▇▇▇▇▇▇▇▇ REC      0:41:55 21:00 in 10h ││ Guest URL …t.example.org/482113907 │
        │ ●  审计例会 Audit            1    0 ▁▁▇▇▇▇▇▇▇▇▇▇ –        0:11:40 21:00 in 10h ││ Host URL  ••••••••  y h copies     │
        │ ○  bad▯[2J▯name              0    0              –                10:47 in 5m  ││ Closes    21:00 (in 10h17m)        │
        │ ○ *Press                     0    0              auto             Thu 18:15    ││ Join      after_owner_only         │
        │ ○ *Zoës Café           ┌─ Delete 3 rooms on PROD eu-1 ─────────────────────── irreversible ─┐ff                      │
        │ x  Rehearsal           │                                                                    │ince 10:39:55 · s1      │
        │                        │  Breakout B          2 PEOPLE INSIDE since 10:22  closes 10:50     │                        │
        │                        │  Press               empty                        closes Thu 18:15 │osts · 3 guests         │
        │                        │  Zoës Café           empty                        closes 21:00     │       guest       2:12 │
        │                        │                                                                    │aGk=▯  guest       1:00 │
        │                        │  1 of these is live: its people will be cut off.                   │       guest       0:12 │
        │                        │                                                                    │                        │
        │                        │  Type  delete 3  to go on:                                         │────────────────────────┘
        │                        │                                                                    │────────────────────────┐
        │                        │  [ Cancel ]   Delete 3     only the 2 empty (o)                    │Acme                    │
        │                        └────────────────────────────────────────────────────────────────────┘Summit                  │
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
         Tab move  Enter on Cancel closes  o only the 2 empty  q closes
        [1 board] 2 rooms  3 sessions  4 events  5 recordings  6 themes  7 deliveries  8 run sheet  9 log  ! alarms
         nothing has been sent yet · will call DELETE /rooms/{id} ×3
        """#

    private static let room120 = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                                                  !!1 !1 ok2   4 live / 8   8 in   1 rec
        ┌─ ALARMS 2 open ─────────────────────────────────────────────────────────────────────────── ! all   a ack   z snooze ─┐
        │ !!        2:12 Main Stage                 3 guests since 10:39:55, no host was ever there                            │
        │ !       T-7:53 Breakout B                 closes 10:50:00 with 2 people inside                                       │
        └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
        ┌─ ROOMS 1 of 8 ────────────────────────────────── sort severity   filter press ─┐┌─ Press ────────────── Enter opens ─┐
        │ ST ROOM                   HOST  GST LAST 15m     REC        SINCE CLOSES       ││ Code      482 113 907              │
        │ ○ ▶Press                     0    0              auto             Thu 18:15    ││ Theme     none                     │
        │                     ┌─ Edit room · Press ────────────────────────────────────────── changed 1 ─┐xample.org/482113907 │
        │                     │ * expires_at                    2031-03-06 18:15                         │••••  y h copies     │
        │                     │  ▶expire_after_use              ◂ on ▸                                   │18:15 (in 2d)        │
        │                     │   theme_id                      none: the application's                  │r_owner_only         │
        │                     │   join_approval_level           after_owner_only                         │_record, not running │
        │                     │ Page                                                                     │                     │
        │                     │   microphone_state              default                                  │ is inside           │
        │                     │   language                      default                                  │                     │
        │                     │   is_recording_available        on                                       │                     │
        │                     │   is_chat_available             on                                       │                     │
        │                     │   is_whiteboard_available       on                                       │                     │
        │                     │   is_locale_switcher_available  on                                       │                     │
        │                     │   is_captions_available         off                                      │                     │
        │                     │ Callbacks of this room alone                                             │─────────────────────┘
        │                     │   rooms_callback_url                                                     │─────────────────────┐
        │                     │   sessions_callback_url                                                  │e                    │
        │                     │   recordings_callback_url                                                │mit                  │
        └─────────────────────│                                                                          │─────────────────────┘
        ┌─ EVENTS  following ▼│   closes 10 minutes after the last person left                           │─────────── 13 kept ─┐
        │ 10:41:55.000 +  join│   On save: PATCH rooms/r7  expire_after_use                              │                     │
        │ 10:41:07.000 +  join│   [ Cancel ]  [ Save ]                                                   │                     │
        │ 10:39:55.000 +  join└──────────────────────────────────────────────────────────────────────────┘                     │
        │ 10:39:55.000 »  session.on       Main Stage                            s1                                            │
        │ 10:30:27.000 +  joined           审计例会 Audit                        HOST 李小龍                                   │
        │ 10:30:27.000 »  session.on       审计例会 Audit                        s3                                            │
        │ 10:23:47.000 +  joined           Breakout B                            guest p-1190                                  │
        │ 10:22:07.000 +  joined           Breakout B                            HOST Dana Cruz                                │
        │ 10:22:07.000 »  session.on       Breakout B                            s2                                            │
        └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
         Enter save  Tab next  ←→ change  PgDn next group  ^U clear  Esc leave
        [1 board] 2 rooms  3 sessions  4 events  5 recordings  6 themes  7 deliveries  8 run sheet  9 log  ! alarms

        """#

    private static let theme80 = #"""
         STAGING  10:42:07  ● LIVE 1s  RW                     !!1 !1  4 live 8 in 1 rec
          ┌─ Edit theme · Summit ──────────────────────────────────────── changed 1 ─┐
          │ * theme_name        Summit                                               │
          │                                                                          │
          │ *▶main_color        #0f9d58    ███                                       │
          │                     was #12f64e · contrast: white 3.5, black 6.0         │
          │ * brand_text        Summit 2031                                          │
          │                                                                          │
          │   short_company_url                                                      │
          │                                                                          │
          │ Pictures, sent after saving                                              │
          │   logo white                                                             │
          │                                                                          │
          │   logo colored                                                           │
          │                                                                          │
          │   favicon                                                                │
          │                                                                          │
          │                                                                          │
          │                                                                          │
          │   On save: PATCH themes/t1  main_color                                   │
          │   [ Cancel ]  [ Save ]  [ Save as new ]  [ Preview ]                     │
          └──────────────────────────────────────────────────────────────────────────┘
         Enter save  Tab next  ←→ change  PgDn next group  ^U clear  Esc leave

        """#

    private static let theme120 = #"""
         STAGING  10:42:07  ● LIVE 1s  RW                                                !!1 !1 ok2   4 live / 8   8 in   1 rec
        ┌─ Edit theme · Summit ────────────────────────────────── changed 1 ─┐┌─ PREVIEW ──────────── 256 colours: nearest 35 ─┐
        │ * theme_name        Summit                                         ││ ┌─ …/123456789 ──────────────────────────────┐ │
        │                                                                    ││ │ Summit 2031                                │ │
        │ *▶main_color        #0f9d58    ███                                 ││ │                                            │ │
        │                     was #12f64e · contrast: white 3.5, black 6.0   ││ │  Name of the room                          │ │
        │ * brand_text        Summit 2031                                    ││ │                                            │ │
        │                                                                    ││ │  Your name                                 │ │
        │   short_company_url                                                ││ │  ____________________                      │ │
        │                                                                    ││ │                                            │ │
        │ Pictures, sent after saving                                        ││ │    Join                                    │ │
        │   logo white                                                       ││ │                                            │ │
        │                                                                    ││ └────────────────────────────────────────────┘ │
        │   logo colored                                                     ││                                                │
        │                                                                    ││ colour   #0f9d58            ███  true          │
        │   favicon                                                          ││          35                 ███  256           │
        │                                                                    ││          2 green            ███  16            │
        │                                                                    ││          bold on reverse     a   mono          │
        │                                                                    ││ before   #12f64e            ███  true          │
        │   On save: PATCH themes/t1  main_color                             ││ contrast white 3.5, black 6.0; text wants 4.5  │
        │   [ Cancel ]  [ Save ]  [ Save as new ]  [ Preview ]               ││                                                │
        └────────────────────────────────────────────────────────────────────┘└────────────────────────────────────────────────┘















         Enter save  Tab next  ←→ change  PgDn next group  ^U clear  Esc leave
         1 board  2 rooms  3 sessions  4 events  5 recordings [6 themes] 7 deliveries  8 run sheet  9 log  ! alarms

        """#

    private static let code80 = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                       !!1 !1  4 live 8 in 1 rec
         Main Stage · guest link · q closes
                             █████████████████████████████████████
                             █████████████████████████████████████
                             ████ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄████
                             ████ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀████
                             ████ ██ ██ ██ ██ ██ ██ ██ ██ ██ █████
                             ████ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄████
                             ████ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀████
                             ████ ██ ██ ██ ██ ██ ██ ██ ██ ██ █████
                             ████ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄████
                             ████ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀████
                             ████ ██ ██ ██ ██ ██ ██ ██ ██ ██ █████
                             ████ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄████
                             ████ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀████
                             ████ ██ ██ ██ ██ ██ ██ ██ ██ ██ █████
                             ████ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄████
                             ████ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀████
                             ████▄██▄██▄██▄██▄██▄██▄██▄██▄██▄█████
                             █████████████████████████████████████
                             █████████████████████████████████████

         q close

        """#

    private static let code120 = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                                                  !!1 !1 ok2   4 live / 8   8 in   1 rec
         Main Stage · guest link · q closes








                                                 █████████████████████████████████████
                                                 █████████████████████████████████████
                                                 ████ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄████
                                                 ████ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀████
                                                 ████ ██ ██ ██ ██ ██ ██ ██ ██ ██ █████
                                                 ████ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄████
                                                 ████ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀████
                                                 ████ ██ ██ ██ ██ ██ ██ ██ ██ ██ █████
                                                 ████ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄████
                                                 ████ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀████
                                                 ████ ██ ██ ██ ██ ██ ██ ██ ██ ██ █████
                                                 ████ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄████
                                                 ████ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀████
                                                 ████ ██ ██ ██ ██ ██ ██ ██ ██ ██ █████
                                                 ████ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄▄ ▄████
                                                 ████ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀▀ ▀████
                                                 ████▄██▄██▄██▄██▄██▄██▄██▄██▄██▄█████
                                                 █████████████████████████████████████
                                                 █████████████████████████████████████








         q close
        [1 board] 2 rooms  3 sessions  4 events  5 recordings  6 themes  7 deliveries  8 run sheet  9 log  ! alarms

        """#

}
