import TerminalUI
import Meetings
import MeetingsStore
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
        small
        """#

    private static let large = #"""
        large
        """#
}
