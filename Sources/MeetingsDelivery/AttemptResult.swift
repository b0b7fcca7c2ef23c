internal import Meetings
internal import MeetingsStorage

/// What came of one attempt, and what follows from it.
struct AttemptResult: Equatable {
    var kind: AttemptKind
    /// Nil when there was no answer.
    var status: Int?
    /// Nil when the callback was accepted.
    var error: String?
    var retryAfter: String?
    /// What the receiver wrote; nil when the callback was accepted.
    var answer: String?

    init(_ answer: DeliveryAnswer) {
        kind = AttemptKind(status: answer.status)
        status = answer.status
        retryAfter = answer.retryAfter
        self.answer = kind == .delivered ? nil : answer.text
        error =
            switch answer.status {
            case 200...299: nil
            case 300...399:
                "The receiver answered \(answer.status): redirects are not followed. Configure the final URL."
            case 410: "The receiver answered 410: it wants no more callbacks at this URL."
            default: "The receiver answered \(answer.status)."
            }
    }

    init(_ error: any Error) {
        let code = (error as? DeliveryError)?.code
        kind = code == .url || code == .signature ? .unusable : .unanswered
        self.error = (error as? DeliveryError)?.message ?? "The attempt failed: \(error)".scrubbed()
    }

    /// How long the receiver wishes to be left alone; nil when it does not say.
    func wait(now: Timestamp) -> Duration? { retryAfter.flatMap { RetryAfter.wait($0, now: now) } }

    /// What becomes of the callback after an attempt that began at `start` and ended at `now`. `earlier` are the
    /// attempts before it since the event, or else since the last replay.
    func outcome(
        of delivery: StoredDelivery, from start: Timestamp, now: Timestamp, jitter: Double,
        earlier: () throws -> [DeliveryAttempt]
    ) rethrows -> DeliveryOutcome {
        if kind == .delivered { return .delivered }
        if kind == .gone { return .pauseEndpoint(reason: error ?? "") }
        let decision = RetrySchedule.afterFailure(
            ofAttempt: delivery.attempts + 1, committedAt: delivery.committedAt, now: now, jitter: jitter,
            retryAfter: wait(now: now))
        guard case .retry(let next) = decision else { return .dead }
        if delivery.isParked { return .park(retryAt: next) }
        guard kind == .refused else { return .retry(at: next) }
        let refused = delivery.attempts == 0 ? nil : try earlier().first { $0.isRefused }
        return switch Parking.afterRefusal(since: refused?.at ?? start, now: now, next: next) {
        case .hold(let until): .retry(at: until)
        case .park: .park(retryAt: next)
        }
    }
}

extension DeliveryAttempt {
    fileprivate var isRefused: Bool { status.map { AttemptKind(status: $0) } == .refused }
}
