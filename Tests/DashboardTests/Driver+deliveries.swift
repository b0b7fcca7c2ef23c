import Meetings

@testable import Dashboard

/// Callbacks to look at.
extension Driver {
    static let hook = "https://hooks.example.org/sessions"

    static func delivery(
        _ id: Int64, _ event: EventName, _ room: String?, _ state: DeliveryState = .delivered, status: Int? = 200,
        error: String? = nil, attempts: Int = 1, ago seconds: Int, next: Int? = nil, url: String = Driver.hook,
        isPaused: Bool = false
    ) -> DeliverySummary {
        DeliverySummary(
            id: id, sequence: 48_000 + id, event: event.rawValue, roomID: room.map { RoomID($0) }, kind: .sessions,
            url: url, webhookID: "msg_a_\(48_000 + id)", state: state, isPaused: isPaused, attempts: attempts,
            createdAt: start - .seconds(seconds), nextAttemptAt: next.map { start + .seconds($0) },
            lastStatus: status, lastError: error)
    }

    /// One of everything: dead, failing with and without an answer, paused, waiting, taken.
    static let callbacks: [DeliverySummary] = [
        delivery(90, .participantJoined, "r4", ago: 3),
        delivery(89, .participantLeft, "r4", status: 204, ago: 12),
        delivery(88, .participantJoined, "r1", .pending, status: nil, attempts: 0, ago: 13),
        delivery(
            87, .sessionStarted, "r1", .pending, status: 503, error: "The receiver answered 503.", attempts: 2,
            ago: 132,
            next: 41),
        delivery(
            80, .roomExpired, "r8", .dead, status: nil,
            error: "The receiver cannot be reached: nothing listens at its address and port. Check that it runs and "
                + "listens there.", attempts: 53, ago: 400_000, url: "http://10.0.0.7:9000/hook"),
        delivery(
            79, .sessionEnded, "r3", .pending, status: 410,
            error: "The receiver answered 410: it wants no more callbacks at this URL.", ago: 900,
            url: "https://old.example.org/", isPaused: true),
    ]

    static let endpoints = [
        CallbackEndpoint(url: "http://10.0.0.7:9000/hook", dead: 1),
        CallbackEndpoint(url: hook, pending: 2, oldestPendingAt: start - .seconds(132), failures: 2),
        CallbackEndpoint(url: "https://old.example.org/", pending: 1, isPaused: true),
    ]

    static func listing(_ deliveries: [DeliverySummary], at seconds: Int = 0) -> DeliveryListing {
        DeliveryListing(
            open: deliveries.filter { $0.state != .delivered }, hasAllOpen: true, newest: deliveries,
            total: deliveries.count, askedAt: start + .seconds(seconds), at: start + .seconds(seconds))
    }

    /// What the feed tells of them.
    static let told: [Change] = [
        .callbackEndpoints(endpoints, at: start), .deliveries(listing(callbacks), at: start),
    ]

    static let detail = DeliveryDetail(
        summary: callbacks[3],
        body: #"{"event":"session:started","session_id":"s1","room_id":"r1","started_at":"2031-03-04T09:39:55.000Z"}"#,
        attempts: [
            DeliveryDetail.Attempt(
                number: 1, at: start - .seconds(131), status: nil, error: "The receiver did not answer in time.",
                milliseconds: 15_001, headers: nil, answer: nil),
            DeliveryDetail.Attempt(
                number: 2, at: start - .seconds(110), status: 503, error: "The receiver answered 503.",
                milliseconds: 212,
                headers: [
                    HeaderField("Content-Type", "application/json"), HeaderField("webhook-id", "msg_a_48087"),
                    HeaderField("webhook-timestamp", "1930383617"), HeaderField("webhook-signature", "v1,c2lnbmVk"),
                ], answer: "upstream \u{1B}[31mdown"),
        ])

    /// The questions about callbacks since the last look.
    var asked: [Effect] {
        effects.filter { effect in
            switch effect {
            case .ask(.delivery, _), .ask(.deliveries, _): true
            default: false
            }
        }
    }

    /// Answers the last question about one callback.
    mutating func answer(_ detail: DeliveryDetail, _ report: CallbackReport? = nil) {
        let asked = taken().compactMap { effect -> RequestID? in
            if case .ask(.delivery, let id) = effect { id } else { nil }
        }
        if let id = asked.last { send(.answered(.delivery(detail, report), id)) }
    }
}
