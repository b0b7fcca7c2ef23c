import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

/// The delete dialog, the forms, the theme's preview and the QR code, as they stand on the screen.
struct WritingScreenTests {
    private func marked(rows: Int = 24, columns: Int = 80) -> Driver {
        var driver = Driver(
            rows: rows, columns: columns, configuration: Configuration(environment: "PROD eu-1", isProduction: true))
        driver.model.lists[.rooms]?.marks = [.room(RoomID("r2")), .room(RoomID("r5")), .room(RoomID("r7"))]
        driver.type("D")
        return driver
    }

    @Test("three rooms to delete, one of them live")
    func delete80() { expectPicture(marked().picture, Self.delete80) }

    @Test("three rooms to delete, on a wide screen")
    func delete120() { expectPicture(marked(rows: 40, columns: 120).picture, Self.delete120) }

    @Test("the form of a room on a wide screen shows every field")
    func room120() {
        var driver = Driver(rows: 40, columns: 120)
        driver.type("/press")
        driver.press(.enter)
        driver.type("e")
        driver.press(.tab, .right)
        expectPicture(driver.picture, Self.room120)
    }

    private func theme(rows: Int, columns: Int, colors: Int = 0) -> Driver {
        var driver = Driver(
            rows: rows, columns: columns,
            configuration: Configuration(environment: "STAGING", palette: Palette(colors: colors)))
        driver.type("6/summit")
        driver.press(.enter)
        driver.type("e")
        driver.press(.tab, .control("u"))
        driver.type("#0f9d58")
        return driver
    }

    @Test("the theme editor on a small screen")
    func theme80() { expectPicture(theme(rows: 24, columns: 80).picture, Self.theme80) }

    @Test("the theme editor with its preview beside it")
    func theme120() { expectPicture(theme(rows: 40, columns: 120, colors: 256).picture, Self.theme120) }

    private func code(rows: Int, columns: Int) -> Driver {
        var driver = Driver(rows: rows, columns: columns)
        driver.type("yr")
        #expect(driver.taken() == [.ask(.qr("https://meet.example.org/482113907"), RequestID(rawValue: 1))])
        // 29 modules, as that link needs; the pattern is none that scans.
        let modules = (0..<29).map { row in (0..<29).map { column in (row * column) % 3 == 0 } }
        driver.send(.answered(.qr(modules), RequestID(rawValue: 1)))
        return driver
    }

    @Test("a guest link as a QR code")
    func code80() { expectPicture(code(rows: 24, columns: 80).picture, Self.code80) }

    @Test("a QR code on a wide screen has its whole quiet zone")
    func code120() { expectPicture(code(rows: 40, columns: 120).picture, Self.code120) }

    @Test("a window too small for the code says how large it must be, and shows the link")
    func codeTooLarge() {
        let driver = code(rows: 12, columns: 80)
        #expect(driver.shows("needs 31 columns and 20 rows") && driver.shows("https://meet.example.org/482113907"))
    }

    @Test("the code is black on white on every ground that has colours")
    func codeColors() {
        var driver = Driver(
            rows: 40, columns: 120, configuration: Configuration(environment: "X", palette: Palette(colors: 256)))
        driver.type("yr")
        driver.send(.answered(.qr([[true, false], [false, true]]), RequestID(rawValue: 1)))
        let canvas = driver.model.view(driver.size)
        let styles = (0..<40).flatMap { row in (0..<120).map { canvas[row, $0].style } }
        #expect(styles.contains(Style(foreground: 16, background: 231)))
    }

    private static let delete80 = #"""
        picture delete80
        """#

    private static let delete120 = #"""
        picture delete120
        """#

    private static let room120 = #"""
        picture room120
        """#

    private static let theme80 = #"""
        picture theme80
        """#

    private static let theme120 = #"""
        picture theme120
        """#

    private static let code80 = #"""
        picture code80
        """#

    private static let code120 = #"""
        picture code120
        """#

}
