/// Civil time from outside, so that tests can hold it still and step it.
public protocol WallClock: Sendable {
    /// The present instant. May step backwards when an administrator sets the machine's clock.
    var now: Timestamp { get }
    /// Returns at or after `deadline` on this clock; throws `CancellationError` when the task is cancelled first.
    func sleep(until deadline: Timestamp) async throws
}
