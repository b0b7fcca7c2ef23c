import Testing

@testable import Dashboard

struct Log120ScreenTests {
    @Test("the API log at 120 columns")
    func picture() {
        let driver = LogUseTests.driver(rows: 40, columns: 120)
        expectPicture(driver.picture, Self.expected)
    }

    private static let expected = #"""
        """#
}
