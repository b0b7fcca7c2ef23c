import Meetings
import TerminalUI
import Testing

@testable import Dashboard

struct Delivery120ScreenTests {
    @Test("one callback at 120 columns")
    func picture() {
        var driver = Driver(rows: 40, columns: 120, changes: Event.board + Driver.told)
        driver.type("7")
        driver.press(.enter)
        driver.answer(Driver.detail)
        expectPicture(driver.picture, Self.expected)
    }

    private static let expected = #"""
        """#
}
