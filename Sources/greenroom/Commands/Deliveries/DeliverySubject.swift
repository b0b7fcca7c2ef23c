import Meetings
import MeetingsStore
import MeetingsWire

/// A callback as a filter sees it.
struct DeliverySubject: FilterSubject {
    let delivery: DeliverySummary
    /// The display name of its room, where that still exists.
    let roomName: String?
    let now: Timestamp

    var words: [String] {
        [String(delivery.id), delivery.event, delivery.url, roomName ?? "", delivery.lastError ?? ""]
    }

    func values(of field: String) -> [FilterValue] {
        switch field {
        case "id": [.text(String(delivery.id))]
        case "seq": [.number(Double(delivery.sequence))]
        case "event": [.text(delivery.event)]
        case "room": [roomName, delivery.roomID?.rawValue].compactMap { $0.map { .text($0) } }
        case "url": [.text(delivery.url)]
        case "kind": [.text(delivery.kind.rawValue)]
        case "state": [.text(delivery.state.rawValue)]
        case "attempts": [.number(Double(delivery.attempts))]
        case "code": delivery.lastStatus.map { [.number(Double($0))] } ?? []
        case "error": delivery.lastError.map { [.text($0)] } ?? []
        case "webhook": [.text(delivery.webhookID)]
        case "created": [.time(delivery.createdAt)]
        case "next": delivery.nextAttemptAt.map { [.time($0)] } ?? []
        case "age": [.span(now - delivery.createdAt)]
        default: []
        }
    }

    func has(_ flag: String) -> Bool {
        switch flag {
        case "pending": delivery.state == .pending
        case "delivered": delivery.state == .delivered
        case "dead": delivery.state == .dead
        case "failed": delivery.state != .delivered && (delivery.lastStatus != nil || delivery.lastError != nil)
        case "parked": delivery.isParked
        case "paused": delivery.isPaused
        case "retried": delivery.attempts > 1
        default: false
        }
    }
}
