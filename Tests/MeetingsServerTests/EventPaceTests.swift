import Testing

@testable import MeetingsServer

struct EventPaceTests {
    /// When events are sent that happen at these times, in milliseconds.
    private func sendings(_ events: some Sequence<Int>) -> [Int] {
        let start = ContinuousClock.now
        var (pace, free, sent) = (EventPace(), 0, [Int]())
        for event in events where event > sent.last ?? -1 {
            // What happened in the meantime goes along.
            let at = max(event, free)
            sent.append(at)
            free = at + Int(pace.sent(at: start + .milliseconds(at)) / .milliseconds(1))
        }
        return sent
    }

    @Test("single events are sent at once, also three that follow each other")
    func single() {
        #expect(sendings([0, 2, 4, 500, 700, 900, 1100]) == [0, 2, 4, 500, 700, 900, 1100])
    }

    @Test("hundreds a second are sent some forty times")
    func flood() {
        let sent = sendings(stride(from: 0, to: 10_000, by: 2))
        #expect((390...430).contains(sent.count))
        #expect(zip(sent, sent.dropFirst()).allSatisfy { $1 - $0 <= 27 })
    }
}
