import Meetings
import Testing

struct ParkingTests {
    private static let noon = Timestamp(milliseconds: 1_925_035_200_000)

    /// Seconds since the first refusal: now, what the schedule names, and when it is tried with its turn again.
    @Test(
        "a refused callback keeps its turn for a quarter of an hour",
        arguments: [
            (0, 5, 5), (5, 35, 35), (155, 755, 755), (755, 2555, 900), (0, 7200, 900), (899, 904, 900), (899, 900, 900),
        ])
    func holds(now: Int, next: Int, until: Int) {
        let since = Self.noon
        #expect(
            Parking.afterRefusal(since: since, now: since + .seconds(now), next: since + .seconds(next))
                == .hold(until: since + .seconds(until)))
    }

    @Test("and gives it up at the next refusal", arguments: [900, 901, 7200, 345_600])
    func parks(now: Int) {
        let since = Self.noon
        let now = since + .seconds(now)
        #expect(Parking.afterRefusal(since: since, now: now, next: now + .seconds(5)) == .park)
    }

    @Test("by the schedule alone six attempts are made before, and none later than the limit")
    func walk() {
        var now = Self.noon
        var attempts: [Duration] = []
        for number in 1... {
            attempts.append(now - Self.noon)
            guard
                case .retry(let next) = RetrySchedule.afterFailure(
                    ofAttempt: number, committedAt: Self.noon, now: now, jitter: 0),
                case .hold(let until) = Parking.afterRefusal(since: Self.noon, now: now, next: next)
            else { break }
            now = until
        }
        #expect(attempts == [0, 5, 35, 155, 755, 900].map { .seconds($0) })
    }

    @Test("a clock that was set back does not lengthen the wait")
    func clockSetBack() {
        let now = Self.noon - .seconds(3600)
        #expect(
            Parking.afterRefusal(since: Self.noon, now: now, next: now + .seconds(5)) == .hold(until: now + .seconds(5))
        )
    }
}
