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
        PICTURE-RoomScreenTests-narrow
        """#

    private static let standardPicture = #"""
        PICTURE-RoomScreenTests-standard
        """#

    private static let widePicture = #"""
        PICTURE-RoomScreenTests-wide
        """#
}
