import Meetings
import TerminalUI
import Testing

@testable import Dashboard

struct Delivery80ScreenTests {
    @Test("one callback at 80 columns")
    func picture() {
        var driver = Driver(rows: 24, columns: 80, changes: Event.board + Driver.told)
        driver.type("7")
        driver.press(.enter)
        driver.answer(Driver.detail)
        expectPicture(driver.picture, Self.expected)
    }

    private static let expected = #"""
        """#
}
