import Meetings
import MeetingsStore
import TerminalUI
import Testing

@testable import Dashboard

@Suite("An outage of the feed")
struct OutageTests {
    private func event(_ sequence: Int64, ago seconds: Int) -> Change {
        let time = Driver.start + .seconds(60 - seconds)
        let body = EventBody.themeDeleted(ThemeID("gone-\(sequence)"))
        return .event(Event(sequence: sequence, at: time, body: body), from: .stream, at: time)
    }

    @Test("for a minute: keys are answered, the screen says FROZEN, and afterwards nothing is missing")
    func minute() {
        var driver = Driver(changes: Event.board + [event(100, ago: 61)])
        driver.type("2")
        driver.wait(2)
        #expect(driver.lines[0].contains("LIVE"))
        driver.wait(5)
        #expect(driver.lines[0].contains("FROZEN"))
        var slowest = Duration.zero
        for second in 8...60 {
            driver.wait(1)
            let before = driver.model.current
            let clock = ContinuousClock()
            let took = clock.measure { driver.press(second % 2 == 0 ? .down : .up) }
            slowest = max(slowest, took)
            #expect(driver.model.current != before)
        }
        #expect(slowest < .milliseconds(100))
        #expect(driver.lines[0].contains("FROZEN"))
        let back = Driver.start + .seconds(60)
        let missed = (101...160).map { event($0, ago: Int(160 - $0)) }
        driver.send(.changes([.link(.stream, .live, at: back)] + missed))
        driver.wait(1)
        #expect(driver.lines[0].contains("LIVE"))
        let events = driver.model.state.events
        let numbers = (0..<events.count).compactMap { events.sequence(at: $0) }
        #expect(numbers.suffix(61) == (100...160).map { Int64($0) }[...])
    }
}
