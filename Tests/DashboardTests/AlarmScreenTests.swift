import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

/// The alarms view in pictures.
struct AlarmScreenTests {
    /// A morning with alarms of several kinds, one of them acknowledged and one over.
    private static func driver(rows: Int, columns: Int) -> Driver {
        var changes = Event.board
        let decision = AlarmAcknowledgement(
            key: AlarmKey(.closing, "r2"), state: .acknowledged, note: "they know", operatorName: "dana",
            at: Event.now - .seconds(60), until: Event.now + .seconds(3600))
        changes.append(
            .event(
                Event(sequence: 90, at: Event.now - .seconds(60), body: .alarmAcknowledged(decision)), from: .stream,
                at: Event.now))
        changes += (0..<6).map { number in
            .event(
                Event(
                    sequence: nil, at: Event.now,
                    body: .roomCreated(Event.room("b\(number)", "Breakout \(number)"))), from: .stream, at: Event.now)
        }
        changes += (0..<6).map { Event.joined("guest", "t\($0)", "b\($0)", ago: 100) }
        var driver = Driver(rows: rows, columns: columns, changes: changes)
        driver.send(.changes([Event.joined("Lee", "s1", "r1", host: true, ago: 0)]))
        driver.wait(2)
        driver.type("!")
        return driver
    }

    @Test("the alarms view at 80×24, a storm folded") func small() {
        expectPicture(Self.driver(rows: 24, columns: 80).picture, Self.small)
    }

    @Test("the alarms view at 120×40, the storm unfolded and a note being typed") func large() {
        var driver = Self.driver(rows: 40, columns: 120)
        driver.press(.enter, .down)
        driver.type("a")
        driver.type("calling Dana")
        expectPicture(driver.picture, Self.large)
    }

    private static let small = #"""
         LOCAL  10:42:09  ● LIVE 2s  RW                 !!7 !0 (1)  10 live 15 in 1 rec
         alarms
        ST FOR     ROOM               WHAT                              STATE
        !!▶2:14    7 alarms           guests, no host · Enter shows th… open
        !  T-7:51  Breakout B         closes 10:50:00 with 2 people in… ack dana 10:41 …











        ─ guests, no host · Main Stage ─────────────────────────────────────────────────
         Saw    3 guests since 10:39:55, no host was ever there
         Do     give a backup host the host link · h copies the host link
         State  raised 10:42:07, since 10:39:55 · open


         Enter open  h help  a ack  / filter  ! alarms  : cmd  ? help  q back
         2 alarms · filter: none · sort: severity                               row 1/2
        """#

    private static let large = #"""
         LOCAL  10:42:09  ● LIVE 2s  RW                                           !!7 !0 (1) ok3   10 live / 14   15 in   1 rec
         alarms
        ST FOR     ROOM                       WHAT                                                          STATE
        !! 2:14    7 alarms                   guests, no host · Enter folds them                            open
        !!▶2:14      Main Stage               3 guests since 10:39:55, no host was ever there               open
        !! 1:42      Breakout 0               1 guest since 10:40:27, no host was ever there                open
        !! 1:42      Breakout 1               1 guest since 10:40:27, no host was ever there                open
        !! 1:42      Breakout 2               1 guest since 10:40:27, no host was ever there                open
        !! 1:42      Breakout 3               1 guest since 10:40:27, no host was ever there                open
        !! 1:42      Breakout 4               1 guest since 10:40:27, no host was ever there                open
        !! 1:42      Breakout 5               1 guest since 10:40:27, no host was ever there                open
        !  T-7:51  Breakout B                 closes 10:50:00 with 2 people inside                          ack dana 10:41 “the…



















        ─ guests, no host · Main Stage ─────────────────────────────────────────────────────────────────────────────────────────
         Saw    3 guests since 10:39:55, no host was ever there
         Do     give a backup host the host link · h copies the host link
         State  raised 10:42:07, since 10:39:55 · open


         Enter acknowledge  Esc leave  ↑↓ before
         1 board  2 rooms  3 sessions  4 events  5 recordings  6 themes  7 deliveries  8 run sheet  9 log [! alarms]
         acknowledge, note: calling Dana                                                                                row 2/9
        """#
}
