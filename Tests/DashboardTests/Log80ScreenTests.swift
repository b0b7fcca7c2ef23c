import Testing

@testable import Dashboard

struct Log80ScreenTests {
    @Test("the API log at 80 columns")
    func picture() {
        let driver = LogUseTests.driver(rows: 24, columns: 80)
        expectPicture(driver.picture, Self.expected)
    }

    private static let expected = #"""
        """#
}
