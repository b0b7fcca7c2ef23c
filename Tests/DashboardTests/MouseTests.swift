import TerminalUI
import Testing

@testable import Dashboard

struct MouseTests {
    @Test("the mouse does nothing until m is pressed, so that text can be selected as ever")
    func off() {
        var driver = Driver()
        driver.send(.input(.mouse(row: 5, column: 10, buttons: .pressed)))
        #expect(driver.selected.contains("Main Stage"))
        driver.type("m")
        #expect(driver.taken() == [.mouse(true)])
        driver.type("m")
        #expect(driver.taken() == [.mouse(false)])
    }

    @Test("a click puts the cursor on a row, a second one opens it, the wheel moves", arguments: [(24, 80), (40, 120)])
    func clicks(rows: Int, columns: Int) throws {
        var driver = Driver(rows: rows, columns: columns)
        driver.type("m")
        let row = try #require(driver.lines.firstIndex { $0.contains("Track 1") && $0.contains("21:00") })
        driver.send(.input(.mouse(row: row, column: 10, buttons: .pressed)))
        #expect(driver.selected.contains("Track 1"))
        driver.send(.input(.mouse(row: row, column: 10, buttons: .wheelDown)))
        #expect(driver.selected.contains("Press") || driver.selected.contains("Zoe"))
        driver.send(.input(.mouse(row: row, column: 10, buttons: .wheelUp)))
        driver.send(.input(.mouse(row: row, column: 10, buttons: .pressed)))
        #expect(driver.lines[1].contains("rooms ▸"))
        #expect(driver.lines[1].contains("Track 1"))
    }
}
