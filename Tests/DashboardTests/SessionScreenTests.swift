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
        PICTURE-SessionScreenTests-narrow
        """#

    private static let standardPicture = #"""
        PICTURE-SessionScreenTests-standard
        """#

    private static let timelinePicture = #"""
        PICTURE-SessionScreenTests-timeline
        """#

    private static let widePicture = #"""
        PICTURE-SessionScreenTests-wide
        """#
}
