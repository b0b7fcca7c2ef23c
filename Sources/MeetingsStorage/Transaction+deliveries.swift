internal import GRDB
public import Meetings

/// The outbox: callbacks made in the transaction of their event, sent later by `MeetingsDelivery`.
extension ReadTransaction {
    static let deliveryColumns = """
        SELECT d.id, d.event_seq, d.application_id, d.room_id, d.kind, d.url, d.origin, d.webhook_id, d.metadata,
            d.state, d.attempts, d.next_attempt_at, d.last_status, d.last_error, d.committed_at, e.name, e.at, e.body,
            d.parked, d.state = 'pending' AND EXISTS (
                SELECT 1 FROM paused_endpoints p WHERE p.application_id = d.application_id AND p.url = d.url),
            CASE d.state WHEN 'pending' THEN (SELECT group_concat(event_seq) FROM (
                SELECT g.event_seq FROM deliveries g
                WHERE g.lane = d.lane AND g.url = d.url AND g.gap_told = 0 AND g.id < d.id ORDER BY g.id LIMIT 100)) END
        """
    static let deliveryQuery = "\(deliveryColumns) FROM deliveries d JOIN events e ON e.seq = d.event_seq"

    /// Callbacks whose time has come, the longest waiting first: of each room (or application) and URL the oldest
    /// pending one, and of those that are parked the first. Those to one of `origins` are left out.
    public func dueDeliveries(
        at now: Timestamp, exceptOrigins origins: Set<String> = [], limit: Int
    ) throws -> [StoredDelivery] {
        let places = Array(repeating: "?", count: origins.count).joined(separator: ",")
        let exception = origins.isEmpty ? "" : "AND d.origin NOT IN (\(places))"
        return try rows(
            """
            \(Self.deliveryQuery) WHERE d.next_attempt_at <= ? \(exception) AND (d.parked = 0 OR NOT EXISTS (
                SELECT 1 FROM deliveries o WHERE o.lane = d.lane AND o.url = d.url AND o.parked = 1
                AND o.next_attempt_at <= d.next_attempt_at AND (o.next_attempt_at, o.id) < (d.next_attempt_at, d.id)))
            ORDER BY d.next_attempt_at, d.id LIMIT ?
            """,
            [now.milliseconds] + StatementArguments(origins.sorted()) + [limit], StoredDelivery.init)
    }

    /// When the next callback after `now` is to be tried; nil when none is.
    public func earliestAttempt(after now: Timestamp) throws -> Timestamp? {
        try first(
            """
            SELECT next_attempt_at FROM deliveries WHERE next_attempt_at > ? ORDER BY next_attempt_at LIMIT 1
            """, [now.milliseconds]
        ) { $0.time(0) }
    }

    /// The application's callbacks that match, the newest first, with an id below `before`.
    public func deliveries(
        of application: ApplicationID, matching filter: DeliveryFilter, before: Int64 = .max, limit: Int
    ) throws -> [StoredDelivery] {
        guard let ids = try ids(of: filter, before: before) else { return [] }
        let found = try filter.states.flatMap { state in
            let condition = filter.condition(of: application, in: state, ids: ids)
            // The event is looked up for each callback, never the other way round.
            return try rows(
                """
                \(Self.deliveryColumns) FROM deliveries d INDEXED BY \(filter.index)
                CROSS JOIN events e ON e.seq = d.event_seq WHERE \(condition.text) ORDER BY d.id DESC LIMIT ?
                """, condition.arguments + [limit], StoredDelivery.init)
        }
        return filter.states.count == 1 ? found : Array(found.sorted { $0.id > $1.id }.prefix(limit))
    }

    /// The application's callbacks, the newest first, with an id below `before`; with a `state`, only those in it.
    public func deliveries(
        of application: ApplicationID, state: DeliveryState? = nil, before: Int64 = .max, limit: Int
    ) throws -> [StoredDelivery] {
        try deliveries(of: application, matching: DeliveryFilter(state: state), before: before, limit: limit)
    }

    /// The application's callback of that id.
    public func delivery(_ id: Int64, of application: ApplicationID) throws -> StoredDelivery? {
        try first(
            "\(Self.deliveryQuery) WHERE d.id = ? AND d.application_id = ?", [id, application.rawValue],
            StoredDelivery.init)
    }

    /// How many of the application's callbacks match. The cost grows with their number, unless only the state matters.
    public func deliveryCount(of application: ApplicationID, matching filter: DeliveryFilter) throws -> Int {
        if filter.isStateOnly {
            return try filter.states.reduce(0) { try $0 + deliveryCount(of: application, in: $1) }
        }
        guard let ids = try ids(of: filter, before: .max) else { return 0 }
        return try filter.states.reduce(0) { sum, state in
            let condition = filter.condition(of: application, in: state, ids: ids)
            return try sum
                + count(
                    "SELECT count(*) FROM deliveries d INDEXED BY \(filter.index) WHERE \(condition.text)",
                    condition.arguments)
        }
    }

    /// How many of the application's callbacks are in a state. The cost does not grow with their number.
    public func deliveryCount(of application: ApplicationID, in state: DeliveryState) throws -> Int {
        try count(
            "SELECT deliveries FROM delivery_counts WHERE application_id = ? AND state = ?",
            [application.rawValue, state.rawValue])
    }

    /// The URLs that the application's callbacks are held back from, in the order in which they were paused.
    public func pausedEndpoints(of application: ApplicationID) throws -> [PausedEndpoint] {
        try rows(
            """
            SELECT url, paused_at, reason, (
                SELECT count(*) FROM deliveries d INDEXED BY deliveries_by_url
                WHERE d.application_id = p.application_id AND d.url = p.url AND d.state = 'pending')
            FROM paused_endpoints p WHERE application_id = ? ORDER BY paused_at, url
            """, [application.rawValue]
        ) { PausedEndpoint(url: $0[0], pausedAt: $0.time(1), reason: $0[2], held: $0[3]) }
    }

    /// What was tried for one callback, in order, numbered through all replays.
    public func attempts(of delivery: Int64) throws -> [DeliveryAttempt] {
        try rows(
            """
            SELECT number, at, status, error, milliseconds, headers, answer FROM delivery_attempts
            WHERE delivery_id = ? ORDER BY number
            """, [delivery]
        ) { row in
            DeliveryAttempt(
                number: row[0], at: row.time(1), status: row[2], error: row[3],
                duration: .milliseconds(row[4] as Int64), headers: row[5], answer: row[6])
        }
    }
}

extension StoredDelivery {
    init(_ row: Row) throws {
        self.init(
            id: row[0], sequence: row[1], applicationID: row.id(2), roomID: row.optionalID(3),
            kind: try row.choice(4),
            url: row[5], origin: row[6], webhookID: row[7], metadata: row[8], state: try row.choice(9),
            isParked: row[18], isPaused: row[19],
            gap: (row[20] as String?).map { $0.split(separator: ",").compactMap { Int64($0) } } ?? [],
            attempts: row[10], nextAttemptAt: row.optionalTime(11), lastStatus: row[12],
            lastError: row[13],
            committedAt: row.time(14), eventName: row[15], eventAt: row.time(16), body: row.bytes(17))
    }

    /// Scheme, host and port of a URL, in lower case, without user and password.
    static func origin(of url: String) -> String {
        guard let scheme = url.firstRange(of: "://") else { return url.lowercased() }
        let authority = url[scheme.upperBound...].prefix { !"/?#".contains($0) }
        let host =
            authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        return (url[..<scheme.upperBound] + host).lowercased()
    }
}
