/// When an event stream sends what there is: at once, unless it has just sent several times. Whoever follows hundreds of
/// events a second is woken some forty times for them, and a single event never waits.
struct EventPace {
    private static let window = Duration.milliseconds(100)
    private static let sendings = 4
    private static let gathering = Duration.milliseconds(25)

    /// The last times of sending, the oldest first.
    private var sent: [ContinuousClock.Instant] = []

    /// Notes that something was sent, and answers how long to gather what follows.
    mutating func sent(at now: ContinuousClock.Instant) -> Duration {
        sent.append(now)
        if sent.count > Self.sendings { sent.removeFirst() }
        guard sent.count == Self.sendings, let first = sent.first, now - first < Self.window else { return .zero }
        return Self.gathering
    }
}
