public import Meetings

/// A callback as a filter sees it.
public struct DeliverySubject: FilterSubject {
    private let delivery: DeliverySummary
    private let roomName: String?
    private let now: Timestamp
    private let isMarked: Bool

    /// `roomName` is the display name of its room, where that still exists.
    public init(_ delivery: DeliverySummary, roomName: String?, now: Timestamp, isMarked: Bool = false) {
        self.delivery = delivery
        self.roomName = roomName
        self.now = now
        self.isMarked = isMarked
    }

    public var words: [String] {
        [
            String(delivery.id), delivery.event, delivery.url, roomName ?? "", delivery.lastError ?? "",
            delivery.state.rawValue, delivery.lastStatus.map(String.init) ?? "",
        ]
    }

    public func values(of field: String) -> [FilterValue] {
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

    public func has(_ flag: String) -> Bool {
        switch flag {
        case "pending": delivery.state == .pending
        case "delivered": delivery.state == .delivered
        case "dead": delivery.state == .dead
        case "failed": delivery.state != .delivered && (delivery.lastStatus != nil || delivery.lastError != nil)
        case "parked": delivery.isParked
        case "paused": delivery.isPaused
        case "retried": delivery.attempts > 1
        case "marked": isMarked
        default: false
        }
    }
}
