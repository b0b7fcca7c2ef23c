import Meetings
import TerminalUI
import Testing

@testable import Dashboard

struct Deliveries80ScreenTests {
    @Test("the callbacks at 80 columns")
    func picture() {
        var driver = Driver(rows: 24, columns: 80, changes: Event.board + Driver.told)
        driver.type("7")
        expectPicture(driver.picture, Self.expected)
    }

    private static let expected = #"""
        """#
}
