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

    /// When frames are shown if a message comes at each of these times.
    private func frames(_ pace: inout Pace, _ times: some Sequence<Int64>, until end: Int64) -> [Int64] {
        let messages = Set(times)
        return (0..<end).filter { now in
            if messages.contains(now) { pace.oweForMessages(interval: 100, now: now) }
            guard pace.isDue(at: now) else { return false }
            pace.shown(at: now)
            return true
        }
    }

    @Test("a flood of messages makes ten frames a second, and four once it lasts") func flood() {
        var pace = Pace()
        let shown = frames(&pace, 0..<12_000, until: 12_000)
        #expect((10...13).contains(shown.count { $0 < 1000 }))
        #expect(shown.count { $0 >= 1000 && $0 < 2000 } <= 6)
        #expect((39...41).contains(shown.count { $0 >= 2000 }))
    }

    @Test("five messages a second are each drawn at once, also after a flood") func afterFlood() {
        var pace = Pace()
        let single = Array(stride(from: Int64(5300), to: 9000, by: 200))
        let shown = frames(&pace, Array(0..<5000) + single, until: 9000)
        #expect(shown.filter { $0 >= 5300 } == single)
    }

    @Test("news that changes nothing on the screen hardly holds back what does") func unchanged() {
        var pace = Pace()
        for now in stride(from: Int64(5000), to: 5040, by: 5) {
            pace.oweForMessages(interval: 100, now: now)
            #expect(pace.isDue(at: now))
            pace.shown(at: now, hasChanged: false)
        }
        pace.oweForMessages(interval: 100, now: 5050)
        #expect(pace.isDue(at: 5050))
        let isFlood = { (now: Int64) in now >= 6200 }
        let shown = (Int64(5050)..<8200).filter { now in
            pace.oweForMessages(interval: 100, now: now)
            guard pace.isDue(at: now) else { return false }
            pace.shown(at: now, hasChanged: false)
            return true
        }
        #expect((38...42).contains(shown.count(where: isFlood)), "twenty a second in a flood")
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
