import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

@Suite("Without a clock")
struct NoClockTests {
    private func driver(rows: Int, columns: Int) -> Driver {
        var configuration = Configuration(environment: "LOCAL")
        configuration.showsSeconds = false
        return Driver(rows: rows, columns: columns, configuration: configuration)
    }

    private func hear(_ driver: inout Driver) {
        driver.wait(1)
        driver.send(.changes([.heartbeat(.stream, at: driver.now)]))
    }

    @Test(
        "nothing on an idle screen changes until the minute is over, then times do",
        arguments: ["", "2", "3", "5", "7", "!", "2\r"], [(24, 80), (40, 120), (50, 200)])
    func stands(keys: String, size: (Int, Int)) {
        var driver = driver(rows: size.0, columns: size.1)
        driver.type(keys.replacing("\r", with: ""))
        if keys.hasSuffix("\r") { driver.press(.enter) }
        for _ in 0..<12 { hear(&driver) }
        let first = driver.lines
        #expect(first[0].contains("● LIVE ") && first[0].contains("10:42") && !first[0].contains("10:42:"))
        for _ in 0..<35 {
            hear(&driver)
            #expect(driver.lines == first)
        }
        for _ in 0..<10 { hear(&driver) }
        #expect(driver.lines[0].contains("10:43"))
    }

    @Test("that nothing is heard is said at once")
    func frozen() {
        var driver = driver(rows: 24, columns: 80)
        hear(&driver)
        driver.wait(5)
        #expect(!driver.shows("FROZEN"))
        driver.wait(1)
        #expect(driver.lines[0].contains("FROZEN 6s"))
    }
}
