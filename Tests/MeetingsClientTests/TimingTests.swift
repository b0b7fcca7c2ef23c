import Meetings
import MeetingsClient
import Testing

@Suite("When to try again")
struct TimingTests {
    @Test(
        "a request is repeated only where that may help and does no harm",
        arguments: [
            (1, .always, .noConnection, .milliseconds(200)), (2, .always, .noConnection, .milliseconds(400)),
            (3, .always, .noConnection, nil), (1, .never, .noConnection, nil),
            (1, .ifUnanswered, .noConnection, .milliseconds(200)), (3, .ifUnanswered, .noConnection, nil),
            (1, .ifUnanswered, .status(503, retryAfter: nil), nil),
            (1, .always, .status(503, retryAfter: nil), .milliseconds(200)),
            (1, .always, .status(502, retryAfter: nil), .milliseconds(200)),
            (1, .always, .status(504, retryAfter: nil), .milliseconds(200)),
            (1, .always, .status(500, retryAfter: nil), nil),
            (1, .always, .status(404, retryAfter: nil), nil), (1, .always, .status(401, retryAfter: nil), nil),
            (1, .always, .status(429, retryAfter: .seconds(3)), .seconds(3)),
            (1, .always, .status(429, retryAfter: .seconds(60)), nil),
            (1, .never, .status(429, retryAfter: .seconds(3)), nil),
        ] as [(Int, RetryPolicy.Repetition, RetryPolicy.Outcome, Duration?)])
    func retry(
        attempt: Int, repetition: RetryPolicy.Repetition, outcome: RetryPolicy.Outcome, wait: Duration?
    ) {
        let found = RetryPolicy().wait(
            afterAttempt: attempt, repetition: repetition, outcome: outcome, jitter: 0)
        #expect(found == wait)
    }

    @Test("chance shortens a wait by up to a half")
    func jitter() {
        let policy = RetryPolicy()
        #expect(
            policy.wait(afterAttempt: 1, repetition: .always, outcome: .noConnection, jitter: 1) == .milliseconds(100))
        #expect(
            policy.wait(afterAttempt: 1, repetition: .always, outcome: .noConnection, jitter: 9) == .milliseconds(100))
    }

    @Test(
        "Retry-After is read as whole seconds",
        arguments: [
            ("3", .seconds(3)), ("0", .zero), (nil, nil), ("-1", nil), ("soon", nil), ("99999999999999999999", nil),
            ("Wed, 21 Oct 2015 07:28:00 GMT", nil),
        ] as [(String?, Duration?)])
    func retryAfter(text: String?, expected: Duration?) {
        #expect(RetryPolicy.retryAfter(text) == expected)
    }

    @Test("the waits between connections double from a quarter of a second to eight")
    func backoff() {
        var backoff = Backoff()
        let waits = (0..<8).map { _ in backoff.next(jitter: 0) }
        #expect(waits == [250, 500, 1000, 2000, 4000, 8000, 8000, 8000].map { .milliseconds($0) })
        backoff.reset()
        #expect(backoff.next(jitter: 1) == .milliseconds(125))
    }

    @Test(
        "a poll asks for everything without a stream, when that is wanted, after a failure and every two minutes",
        arguments: [
            ([.live], 30, false), ([.live], 119, false), ([.live], 120, true),
            ([.live], -60, true), ([], 5, true), ([.live, .wanted], 30, true), ([.live, .failed], 5, true),
            ([.live, .lost, .live], 1, true), ([.live, .wanted, .taken], 30, false),
        ] as [([PollStep], Int, Bool)])
    func whole(steps: [PollStep], seconds: Int, expected: Bool) {
        let start = Timestamp(milliseconds: 1_000_000)
        var schedule = PollSchedule()
        let isFirstWhole = schedule.takesWhole(at: start)
        #expect(isFirstWhole)
        for step in steps {
            switch step {
            case .live: schedule.streamIsLive = true
            case .lost: schedule.streamIsLive = false
            case .wanted: schedule.wantWhole()
            case .failed: schedule.ended(at: start, failed: true)
            case .taken: _ = schedule.takesWhole(at: start)
            }
        }
        let isWhole = schedule.takesWhole(at: start + .seconds(seconds))
        #expect(isWhole == expected)
    }

    enum PollStep: Sendable { case live, lost, wanted, failed, taken }

    @Test("polls come every 5 seconds, every 30 while the stream lives, never two at once")
    func polls() {
        let start = Timestamp(milliseconds: 1_000_000)
        var schedule = PollSchedule()
        #expect(!schedule.isDue(start) && schedule.nextLook(start) == start + .seconds(5))
        schedule.began()
        #expect(!schedule.isDue(start + .seconds(60)))
        schedule.ended(at: start, failed: false)
        #expect(!schedule.isDue(start + .milliseconds(4999)) && schedule.isDue(start + .seconds(5)))
        schedule.streamIsLive = true
        #expect(!schedule.isDue(start + .seconds(29)) && schedule.isDue(start + .seconds(30)))
        #expect(schedule.nextLook(start + .seconds(1)) == start + .seconds(6))
        #expect(schedule.nextLook(start + .seconds(28)) == start + .seconds(30))
        schedule.ended(at: start, failed: true)
        #expect(schedule.isDue(start + .seconds(5)))
        #expect(schedule.isDue(start - .seconds(3600)), "the clock was set back")
    }
}
