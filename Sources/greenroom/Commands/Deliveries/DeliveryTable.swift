import Meetings
import MeetingsWire

/// Deliveries as people read them.
enum DeliveryTable {
    /// Many, a line each.
    static func text(_ deliveries: [DeliverySummary]) -> String {
        var table = Table(headings: ["ID", "EVENT", "STATE", "TRIES", "LAST", "CREATED (UTC)", "URL"])
        table.rows = deliveries.map { delivery in
            [
                String(delivery.id), delivery.event, state(delivery), String(delivery.attempts), last(delivery),
                delivery.createdAt.secondText, delivery.url,
            ]
        }
        return table.text
    }

    /// One, with its body and its attempts.
    static func text(_ detail: DeliveryDetail) -> String {
        let delivery = detail.summary
        let facts = FactList([
            ("delivery", String(delivery.id)), ("event", "\(delivery.event) (number \(delivery.sequence))"),
            ("room", delivery.roomID?.rawValue), ("url", delivery.url), ("webhook-id", delivery.webhookID),
            ("state", state(delivery)), ("created", delivery.createdAt.secondText + " UTC"),
            ("next attempt", delivery.nextAttemptAt.map { "\($0.secondText) UTC" }), ("body", detail.body),
        ])
        var table = Table(headings: ["TRY", "AT (UTC)", "ANSWER", "MS"])
        table.rows = detail.attempts.map { attempt in
            [
                String(attempt.number), attempt.at.secondText,
                attempt.error ?? attempt.status.map { String($0) } ?? "-", String(attempt.milliseconds),
            ]
        }
        return facts.text + (detail.attempts.isEmpty ? "" : "\n" + table.text)
    }

    private static func state(_ delivery: DeliverySummary) -> String {
        guard delivery.state == .pending else { return delivery.state.rawValue }
        return delivery.isPaused ? "paused" : delivery.isParked ? "parked" : "pending"
    }

    private static func last(_ delivery: DeliverySummary) -> String {
        delivery.lastStatus.map { String($0) } ?? delivery.lastError ?? "-"
    }
}
