/// Ends a wait once nothing has been heard for a span. Counts on the monotonic clock: it concerns a connection, not a
/// stored fact.
actor SilenceLimit {
    private let limit: Duration
    private var heardAt = ContinuousClock.now

    init(_ limit: Duration) { self.limit = limit }

    func reset() { heardAt = .now }

    /// Returns when the limit has passed since the last `reset`, or when the task is cancelled.
    func wait() async {
        while !Task.isCancelled {
            let end = heardAt + limit
            if ContinuousClock.now >= end { return }
            try? await Task.sleep(until: end, clock: .continuous)
        }
    }
}
