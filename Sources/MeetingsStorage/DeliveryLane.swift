internal import GRDB
internal import Meetings

/// The callbacks of one room, or else of one application, to one URL: they go out one after the other.
struct DeliveryLane: Hashable {
    var owner: String
    var url: String
}

extension DeliveryLane {
    init(_ delivery: StoredDelivery) {
        self.init(owner: delivery.roomID?.rawValue ?? delivery.applicationID.rawValue, url: delivery.url)
    }
}

extension ReadTransaction {
    /// The oldest pending callback of a lane that is not parked: the one whose turn it is.
    func head(of lane: DeliveryLane) throws -> Int64? {
        try first(
            """
            SELECT id FROM deliveries WHERE lane = ? AND url = ? AND state = 'pending' AND parked = 0
            ORDER BY id LIMIT 1
            """, [lane.owner, lane.url]
        ) { $0[0] }
    }

    func isPaused(_ url: String, of application: ApplicationID) throws -> Bool {
        try exists(
            "SELECT 1 FROM paused_endpoints WHERE application_id = ? AND url = ?", [application.rawValue, url])
    }
}

extension WriteTransaction {
    /// Gives the head of a lane its time. False when it has one already, and when its URL is paused.
    func takeTurn(_ head: Int64, in lane: DeliveryLane, at now: Timestamp) throws -> Bool {
        try execute(
            """
            UPDATE deliveries SET next_attempt_at = ? WHERE id = ? AND next_attempt_at IS NULL AND NOT EXISTS (
                SELECT 1 FROM paused_endpoints p WHERE p.application_id = deliveries.application_id AND p.url = ?)
            """, [now.milliseconds, head, lane.url]) > 0
    }
}
