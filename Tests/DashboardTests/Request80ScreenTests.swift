import Meetings
import TerminalUI
import Testing

@testable import Dashboard

struct Request80ScreenTests {
    @Test("one request at 80 columns")
    func picture() {
        var driver = LogUseTests.driver()
        driver.press(.enter)
        expectPicture(driver.picture, Self.expected)
    }

    private static let expected = #"""
        """#
}
