import Testing

@testable import Curses

struct PaceTests {
    @Test("the first message after a pause is drawn at once, the next ones ten times a second")
    func messages() {
        var pace = Pace()
        pace.shown(at: 1000)
        pace.owe(interval: 100, now: 5000)
        #expect(pace.isDue(at: 5000))
        pace.shown(at: 5000)
        #expect(pace.due == nil)
        pace.owe(interval: 100, now: 5030)
        #expect(pace.due == 5100 && !pace.isDue(at: 5099))
        pace.owe(interval: 100, now: 5080)
        #expect(pace.due == 5100)
        pace.owe(interval: 0, now: 5090)
        #expect(pace.isDue(at: 5090))
    }

    @Test("a program that always wishes a second gets one tick a second, however busy it is")
    func ticks() {
        var timer = TickTimer()
        var ticks = 0
        for now in stride(from: Int64(0), through: 10_000, by: 70) {
            if timer.take(at: now) { ticks += 1 }
            timer.wish(1000, now: now)
        }
        #expect(ticks == 9)
        timer.wish(nil, now: 10_000)
        #expect(timer.due == nil)
    }
}
