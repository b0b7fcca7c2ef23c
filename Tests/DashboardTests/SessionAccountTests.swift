import Meetings
import TerminalUI
import Testing

@testable import Dashboard

@Suite("What happened in a room")
struct SessionAccountTests {
    @Test("who came and left, when the host was missing and when it was recorded are told and written with four keys")
    func account() throws {
        var driver = Driver(changes: Event.lively)
        driver.type("/breakout b")
        driver.press(.enter)
        _ = driver.taken()
        let keys: [Key] = [.character("o"), .character("x"), .character("c"), .enter]
        driver.press(keys[0])
        #expect(driver.shows("gap 1:00 at 10:33") && driver.shows("rec") && driver.shows("Dana Cruz"))
        for key in keys.dropFirst() { driver.press(key) }
        let exports = driver.taken().compactMap { if case .ask(.export(let export), _) = $0 { export } else { nil } }
        let export = try #require(exports.first)
        guard case .table(let columns, let rows) = export.content else {
            Issue.record("no table")
            return
        }
        #expect(columns == ["at", "what", "who", "role", "seconds", "note"] && export.path.hasPrefix("session-2031-"))
        let lines = rows.map { "\($0[0].dropFirst(11).prefix(8)) \($0[1]) \($0[2]) \($0[3]) \($0[4])" }
        #expect(lines.contains { $0.hasPrefix("09:33") && $0.contains("no host") && $0.hasSuffix(" 60") })
        #expect(lines.contains { $0.hasPrefix("09:34") && $0.contains("host is back") })
        #expect(lines.contains { $0.contains("joined Dana Cruz host") })
        #expect(lines.contains { $0.contains("recording started") })
        #expect(lines == lines.sorted { $0.prefix(8) < $1.prefix(8) })
    }
}
