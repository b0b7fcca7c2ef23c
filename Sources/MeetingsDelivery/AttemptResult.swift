internal import Meetings
internal import MeetingsStorage

/// What came of one attempt, and what follows from it.
struct AttemptResult: Equatable {
    /// Nil when there was no answer.
    var status: Int?
    /// Nil when the callback was accepted.
    var error: String?
    var retryAfter: String?

    init(_ answer: DeliveryAnswer) {
        status = answer.status
        retryAfter = answer.retryAfter
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
        self.error = (error as? DeliveryError)?.message ?? "The attempt failed: \(error)".scrubbed()
    }

    /// False when the receiver seems to be down or overloaded, so that more attempts at once would not help.
    var isAnswered: Bool {
        switch status {
        case nil, 429, 502, 503, 504: false
        default: true
        }
    }

    /// What the callback's state becomes after an attempt that ended at `now`.
    func outcome(of delivery: StoredDelivery, now: Timestamp, jitter: Double) -> DeliveryOutcome {
        if error == nil { return .delivered }
        if status == 410 { return .dead }
        let decision = RetrySchedule.afterFailure(
            ofAttempt: delivery.attempts + 1, committedAt: delivery.committedAt, now: now, jitter: jitter,
            retryAfter: retryAfter.flatMap { RetryAfter.wait($0, now: now) })
        return switch decision {
        case .retry(let at): .retry(at: at)
        case .giveUp: .dead
        }
    }
}
