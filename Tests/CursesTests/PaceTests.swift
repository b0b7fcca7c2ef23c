import Testing

@testable import Curses

struct PaceTests {
    @Test("the first messages after a pause are drawn at once, on the whole ten frames a second")
    func messages() {
        var pace = Pace()
        for now in [5000, 5010, 5020] as [Int64] {
            pace.oweForMessages(interval: 100, now: now)
            #expect(pace.isDue(at: now))
            pace.shown(at: now)
            #expect(pace.due == nil)
        }
        pace.oweForMessages(interval: 100, now: 5030)
        #expect(pace.due == 5100 && !pace.isDue(at: 5099))
        pace.oweForMessages(interval: 100, now: 5080)
        #expect(pace.due == 5100)
        pace.shown(at: 5100)
        pace.oweForMessages(interval: 100, now: 5101)
        #expect(pace.due == 5200)
    }

    @Test("a flood of messages makes ten frames a second") func flood() {
        var pace = Pace()
        var frames = 0
        for now in Int64(0)..<10_000 {
            pace.oweForMessages(interval: 100, now: now)
            guard pace.isDue(at: now) else { continue }
            pace.shown(at: now)
            frames += 1
        }
        #expect((100...103).contains(frames))
    }

    @Test("a key is drawn at once, and takes nothing from the messages") func keys() {
        var pace = Pace()
        for now in [5000, 5001, 5002, 5003] as [Int64] {
            pace.owe(interval: 0, now: now)
            #expect(pace.isDue(at: now))
            pace.shown(at: now)
        }
        pace.oweForMessages(interval: 100, now: 5004)
        #expect(pace.isDue(at: 5004))
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
