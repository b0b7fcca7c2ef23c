import Meetings
import Testing

@testable import MeetingsServer

@Suite("Rate limit")
struct TokenBucketTests {
    private static let start = ContinuousClock.now

    @Test("lets a burst through, then one at a time, and says how long to wait")
    func burstThenRate() {
        let limit = RateLimit(perSecond: 10, burst: 3)
        var bucket = TokenBucket(full: limit, at: Self.start)
        // Milliseconds after the start, and the wait in milliseconds that is expected; nil is let through.
        let story: [(at: Int, wait: Int?)] = [
            (0, nil), (0, nil), (0, nil), (0, 100), (50, 50), (99, 1), (100, nil), (100, 100), (150, 50), (200, nil),
            // A second is worth ten, but no more than the burst is kept.
            (1200, nil), (1200, nil), (1200, nil), (1200, 100),
            // A clock that stands still or steps back gives nothing.
            (1100, 100), (1300, nil), (1300, 100),
        ]
        for (index, step) in story.enumerated() {
            let wait = bucket.take(limit, at: Self.start + .milliseconds(step.at))
            #expect(wait.map { Int(($0 / .milliseconds(1)).rounded()) } == step.wait, "step \(index)")
        }
    }

    @Test("over an hour gives what the rate says, whatever the pattern", arguments: [1, 7, 1000])
    func exact(rate: Int) {
        let limit = RateLimit(perSecond: rate)
        var bucket = TokenBucket(full: limit, at: Self.start)
        var granted = 0
        for millisecond in stride(from: 0, through: 60_000, by: 3) {
            while bucket.take(limit, at: Self.start + .milliseconds(millisecond)) == nil { granted += 1 }
        }
        #expect(abs(granted - (limit.burst + rate * 60)) <= 1)
    }

    @Test("is counted for each application by itself")
    func applications() {
        let limiter = RateLimiter(limit: RateLimit(perSecond: 1, burst: 1))
        let (first, second) = (ApplicationID("a"), ApplicationID("b"))
        #expect(limiter.take(for: first, at: Self.start) == nil)
        #expect(limiter.take(for: first, at: Self.start) != nil)
        #expect(limiter.take(for: second, at: Self.start) == nil)
        #expect(limiter.refused == 1)
        #expect(RateLimiter(limit: nil).take(for: first, at: Self.start) == nil)
    }
}
