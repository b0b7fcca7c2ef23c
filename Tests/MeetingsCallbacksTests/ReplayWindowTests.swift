import Meetings
import MeetingsCallbacks
import Testing

@Suite("The replay window")
struct ReplayWindowTests {
    private let start = Timestamp(milliseconds: 1_000_000)

    @Test("takes an id once")
    func once() {
        var window = ReplayWindow()
        #expect(window.begin(["a"]) == .take)
        #expect(window.begin(["a"]) == .underWay)
        window.finish(["a"], taken: true, now: start)
        #expect(window.begin(["a"]) == .repeated)
        #expect(window.begin(["b"]) == .take)
    }

    @Test("takes an id again that could not be taken")
    func failed() {
        var window = ReplayWindow()
        #expect(window.begin(["a"]) == .take)
        window.finish(["a"], taken: false, now: start)
        #expect(window.begin(["a"]) == .take)
    }

    @Test("takes what has no id every time")
    func nameless() {
        var window = ReplayWindow()
        #expect(window.begin([]) == .take)
        window.finish([], taken: true, now: start)
        #expect(window.begin([]) == .take)
    }

    @Test("forgets ids beyond its span, but keeps the latest")
    func forgets() {
        var window = ReplayWindow(span: .seconds(600), keptBeyondSpan: 10)
        for number in 0..<5000 {
            #expect(window.begin(["\(number)"]) == .take)
            window.finish(["\(number)"], taken: true, now: start + .seconds(Int64(number)))
        }
        #expect(window.count == 601)
        #expect(window.begin(["4400"]) == .repeated)
        #expect(window.begin(["0"]) == .take)
        var quiet = ReplayWindow(span: .seconds(1), keptBeyondSpan: 10)
        for number in 0..<10 {
            _ = quiet.begin(["\(number)"])
            quiet.finish(["\(number)"], taken: true, now: start + .seconds(Int64(number) * 3600))
        }
        #expect(quiet.begin(["0"]) == .repeated)
    }
}
