public import Meetings

/// How much there is of everything, of all applications together.
public struct StorageCounts: Hashable, Sendable {
    public var applications: Int
    public var roomsOpen: Int
    /// Closed ones included.
    public var roomsTotal: Int
    public var sessionsLive: Int
    public var participantsPresent: Int
    /// The sequence number of the newest event that the server ever had.
    public var lastSequence: Int64
    public var deliveriesPending: Int
    public var deliveriesDead: Int
    /// When the callback was committed, or last replayed, that has waited the longest; nil when none waits.
    public var oldestPendingDelivery: Timestamp?
}

extension ReadTransaction {
    /// How much there is of everything. The cost grows with the number of applications, live sessions and people only.
    public func counts() throws -> StorageCounts {
        StorageCounts(
            applications: try count("SELECT count(*) FROM applications"),
            roomsOpen: try count("SELECT sum(available) FROM room_counts"),
            roomsTotal: try count("SELECT sum(rooms) FROM room_counts"),
            sessionsLive: try count("SELECT count(*) FROM sessions INDEXED BY sessions_live WHERE ended_at IS NULL"),
            participantsPresent: try count(
                """
                SELECT count(*) FROM sessions s INDEXED BY sessions_live
                CROSS JOIN participants p ON p.session_id = s.id AND p.left_at IS NULL WHERE s.ended_at IS NULL
                """),
            lastSequence: try lastSequence(),
            deliveriesPending: try count("SELECT sum(deliveries) FROM delivery_counts WHERE state = 'pending'"),
            deliveriesDead: try count("SELECT sum(deliveries) FROM delivery_counts WHERE state = 'dead'"),
            oldestPendingDelivery: try first(
                """
                SELECT committed_at FROM deliveries INDEXED BY deliveries_by_age WHERE state = 'pending'
                ORDER BY committed_at LIMIT 1
                """
            ) { $0.time(0) })
    }
}
