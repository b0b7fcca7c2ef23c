import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

struct ObjectScreenTests {
    @Test("a person whose name is more than plain letters, 80×24")
    func person() {
        var driver = Driver(rows: 24, columns: 80, changes: Event.lively)
        driver.open(.person(ParticipantID("s1-Zoe\u{308}")))
        expectPicture(driver.picture, Self.personPicture)
    }

    @Test("a recording with its masked link, 80×24")
    func recording() {
        var driver = Driver(rows: 24, columns: 80, changes: Event.lively)
        driver.open(.recording(RecordingID("5a0d2c11")))
        expectPicture(driver.picture, Self.recordingPicture)
    }

    @Test("a theme and the rooms that use it, 80×24")
    func theme() {
        var driver = Driver(rows: 24, columns: 80, changes: Event.lively)
        driver.open(.theme(ThemeID("t1")))
        driver.press(.down)
        expectPicture(driver.picture, Self.themePicture)
    }

    @Test("the sessions, 80×24")
    func sessions() {
        var driver = Driver(rows: 24, columns: 80, changes: Event.lively)
        driver.type("3")
        expectPicture(driver.picture, Self.sessionsPicture)
    }

    @Test("the recordings, 80×24")
    func recordings() {
        var driver = Driver(rows: 24, columns: 80, changes: Event.lively)
        driver.type("5")
        expectPicture(driver.picture, Self.recordingsPicture)
    }

    @Test("the recordings of one room, 80×12")
    func related() {
        var driver = Driver(rows: 12, columns: 80, changes: Event.lively)
        driver.open(.room(RoomID("r2")))
        driver.type("c")
        expectPicture(driver.picture, Self.relatedPicture)
    }

    private static let personPicture = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                      !!1 !1  4 live 11 in 2 rec
         rooms ▸ Main Stage ▸ Zoë
        ────────────────────────────────────────────────────────────────────────────────
         State       inside
         Role        guest
         Joined      10:41:55
         In room     0:00:12
         Session     s1
         Id          s1-Zoë
         Code points U+005A Z  U+006F o  U+0065 e  U+0308 mark
         Go to       o room   b theme   c recordings   l events   d callbacks

        ─ 1 VISIT to this room ─────────────────────────────── Enter opens the session ─
         ●  2031-03-04 10:41  inside     0:00:12  s1








         y copy  X remove  r refresh  ! alarms  : cmd  ? help  q back
         Zoë
        """#

    private static let recordingPicture = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                      !!1 !1  4 live 11 in 2 rec
         recordings ▸ Breakout B ▸ 5a0d2c11                                    uploaded
        ────────────────────────────────────────────────────────────────────────────────
         State      uploaded
         Started    2031-03-04 10:22
         Ended      2031-03-04 10:26
         Length     0:03:20
         Age        15m since its end
         Session    s2
         Id         5a0d2c11
         Link       https://meet.example.org/recordings/5a0d2c11?signature=••••
         Go to      o room   l events   d callbacks of its session

        ─ ITS EVENTS ───────────────────────────────────────────────────────── l opens ─
         10:26:17  ▲ rec.uploaded   5a0d2c11







         y copy  D delete  o room  r refresh  ! alarms  : cmd  ? help  q back
         recording 5a0d2c11
        """#

    private static let themePicture = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                      !!1 !1  4 live 11 in 2 rec
         themes ▸ Summit                                                 used by 1 room
        ────────────────────────────────────────────────────────────────────────────────
         Brand text Summit 2031
         Link part  –
         Logos      white – · colored – · favicon –
         Id         t1
         Color      ■ #12f64e
                    ████████████  contrast: white 1.4 · black 14.3
         Go to      l events

        ─ ROOMS 1 ──────────────────────────────────────────────────────────────────────
        !!▶ Main Stage                                                         3 inside









         Enter open  y copy  n new  e edit  D delete  ! alarms  : cmd  ? help  q back
         Summit
        """#

    private static let sessionsPicture = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                      !!1 !1  4 live 11 in 2 rec
         sessions
        ST ROOM                          STATE   HOST  GST SEEN REC STARTED       LENGTH
        ● ▶Main Stage                    no host    0    3    3   – 10:39        0:02:12
        ●  审计例会 Audit                live       1    0    1   – 10:30        0:11:40
        ●  Breakout B                    live       1    4    7   2 10:22        0:20:00
        ●  Track 1 — Platforms           live       1    1    2   1 10:00        0:41:55















         A let in  Enter open  y copy  / filter  ! alarms  : cmd  ? help  q back
         4 sessions · filter: none · sort: live, newest                         row 1/4
        """#

    private static let recordingsPicture = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                      !!1 !1  4 live 11 in 2 rec
         recordings
           RECORDING ROOM                         LENGTH STATUS       STARTED        AGE
          ▶77aa01cc  Breakout B                  0:15:00 REC running  10:27
           0e9d7c55  Track 1 — Platforms         0:40:00 REC running  10:02
           5a0d2c11  Breakout B                  0:03:20 uploaded     10:22          15m
















         Enter open  y copy  D delete  / filter  ! alarms  : cmd  ? help  q back
         3 recordings · filter: none · sort: late, running, newest              row 1/3
        """#

    private static let relatedPicture = #"""
         LOCAL  10:42:07  ● LIVE 1s  RW                      !!1 !1  4 live 11 in 2 rec
         recordings of Breakout B                                  Backspace: all again
           RECORDING ROOM                         LENGTH STATUS       STARTED        AGE
          ▶77aa01cc  Breakout B                  0:15:00 REC running  10:27
           5a0d2c11  Breakout B                  0:03:20 uploaded     10:22          15m





         Enter open  y copy  D delete  / filter  ! alarms  : cmd  ? help  q back
         2 recordings · filter: none · sort: late, running, newest              row 1/2
        """#
}
