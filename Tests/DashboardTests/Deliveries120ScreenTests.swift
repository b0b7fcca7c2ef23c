import Meetings
import TerminalUI
import Testing

@testable import Dashboard

struct Deliveries120ScreenTests {
    @Test("the callbacks at 120 columns")
    func picture() {
        var driver = Driver(rows: 40, columns: 120, changes: Event.board + Driver.told)
        driver.type("7")
        expectPicture(driver.picture, Self.expected)
    }

    private static let expected = #"""
        """#
}
