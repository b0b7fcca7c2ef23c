public import Meetings

#if canImport(Glibc)
    import Glibc
#endif

/// The machine's clock.
public struct SystemClock: WallClock {
    public init() {}

    public var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Sleeps in steps of at most a second, so that a stepped clock is noticed within one.
    public func sleep(until deadline: Timestamp) async throws {
        while case let rest = deadline - now, rest > .zero { try await Task.sleep(for: min(rest, .seconds(1))) }
    }
}
