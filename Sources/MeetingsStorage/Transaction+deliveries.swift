internal import GRDB
public import Meetings

/// The outbox: callbacks made in the transaction of their event, sent later by `MeetingsDelivery`.
extension ReadTransaction {
    static let deliveryQuery = """
        SELECT d.id, d.event_seq, d.application_id, d.room_id, d.kind, d.url, d.origin, d.webhook_id, d.metadata,
            d.state, d.attempts, d.next_attempt_at, d.last_status, d.last_error, d.committed_at, e.name, e.at, e.body
        FROM deliveries d JOIN events e ON e.seq = d.event_seq
        """

    /// Callbacks whose time has come, the longest waiting first: of each room (or application) and URL the oldest
    /// pending one only. Those to one of `origins` are left out.
    public func dueDeliveries(
        at now: Timestamp, exceptOrigins origins: Set<String> = [], limit: Int
    ) throws -> [StoredDelivery] {
        let places = Array(repeating: "?", count: origins.count).joined(separator: ",")
        let exception = origins.isEmpty ? "" : "AND d.origin NOT IN (\(places))"
        return try rows(
            """
            \(Self.deliveryQuery) WHERE d.next_attempt_at <= ? \(exception) ORDER BY d.next_attempt_at, d.id LIMIT ?
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

    /// The application's callbacks, the newest first, with an id below `before`; with a `state`, only those in it.
    public func deliveries(
        of application: ApplicationID, state: DeliveryState? = nil, before: Int64 = .max, limit: Int
    ) throws -> [StoredDelivery] {
        let condition = state == nil ? "+d.application_id = ?" : "d.application_id = ? AND d.state = ?"
        let arguments: StatementArguments =
            state.map { [application.rawValue, $0.rawValue] } ?? [application.rawValue]
        return try rows(
            "\(Self.deliveryQuery) WHERE \(condition) AND d.id < ? ORDER BY d.id DESC LIMIT ?",
            arguments + [before, limit], StoredDelivery.init)
    }

    /// The application's callback of that id.
    public func delivery(_ id: Int64, of application: ApplicationID) throws -> StoredDelivery? {
        try first(
            "\(Self.deliveryQuery) WHERE d.id = ? AND d.application_id = ?", [id, application.rawValue],
            StoredDelivery.init)
    }

    /// How many of the application's callbacks are in a state. The cost grows with their number.
    public func deliveryCount(of application: ApplicationID, in state: DeliveryState) throws -> Int {
        try count(
            "SELECT count(*) FROM deliveries WHERE application_id = ? AND state = ?",
            [application.rawValue, state.rawValue])
    }

    /// What was tried for one callback, in order, numbered through all replays.
    public func attempts(of delivery: Int64) throws -> [DeliveryAttempt] {
        try rows(
            """
            SELECT number, at, status, error, milliseconds FROM delivery_attempts WHERE delivery_id = ? ORDER BY number
            """, [delivery]
        ) { row in
            DeliveryAttempt(
                number: row[0], at: row.time(1), status: row[2], error: row[3],
                duration: .milliseconds(row[4] as Int64)
            )
        }
    }
}

extension WriteTransaction {
    /// Notes an attempt and what it leads to. When the callback is done with, the next one of its room and URL takes
    /// its turn and is returned; otherwise nil.
    @discardableResult
    public func record(
        _ attempt: DeliveryAttempt, of delivery: StoredDelivery, outcome: DeliveryOutcome
    ) throws -> StoredDelivery? {
        let (state, next): (DeliveryState, Timestamp?) =
            switch outcome {
            case .delivered: (.delivered, nil)
            case .retry(let at): (.pending, at)
            case .dead: (.dead, nil)
            }
        try execute(
            """
            UPDATE deliveries SET state = ?, attempts = ?, next_attempt_at = ?, last_status = ?, last_error = ?
            WHERE id = ?
            """,
            [
                state.rawValue, attempt.number, next?.milliseconds, attempt.status, attempt.error,
                delivery.id,
            ])
        try execute(
            """
            INSERT INTO delivery_attempts(delivery_id, number, at, status, error, milliseconds)
            VALUES (?1, 1 + coalesce((SELECT max(number) FROM delivery_attempts WHERE delivery_id = ?1), 0), ?,?,?,?)
            """,
            [
                delivery.id, attempt.at.milliseconds, attempt.status, attempt.error,
                attempt.duration.wholeMilliseconds,
            ])
        return state == .pending ? nil : try handOn(from: delivery, at: attempt.at + attempt.duration)
    }

    /// Sends a callback that is done with once more, at once and with the whole schedule of attempts before it. False
    /// when it is unknown or still pending.
    @discardableResult
    public func replay(delivery id: Int64, of application: ApplicationID, at now: Timestamp) throws
        -> Bool
    {
        try execute(
            """
            UPDATE deliveries SET state = 'pending', attempts = 0, next_attempt_at = ?, committed_at = ?
            WHERE id = ? AND application_id = ? AND state <> 'pending'
            """, [now.milliseconds, now.milliseconds, id, application.rawValue]) > 0
    }

    /// Adds the callback of an event; it waits for its turn when an older one of its lane is pending.
    func enqueue(
        _ sequence: Int64, of application: ApplicationID, room: RoomID?, kind: CallbackKind,
        to target: (url: String, metadata: String?), at now: Timestamp
    ) throws {
        let lane = room?.rawValue ?? application.rawValue
        let mustWait = try exists(
            "SELECT 1 FROM deliveries WHERE lane = ? AND url = ? AND state = 'pending' LIMIT 1",
            [lane, target.url])
        try execute(
            """
            INSERT INTO deliveries(
                event_seq, application_id, room_id, lane, kind, url, origin, webhook_id, metadata, state,
                next_attempt_at, committed_at)
            VALUES (?,?,?,?,?,?,?,?,?,'pending',?,?)
            """,
            [
                sequence, application.rawValue, room?.rawValue, lane, kind.rawValue, target.url,
                StoredDelivery.origin(of: target.url), "msg_\(application.rawValue)_\(sequence)",
                target.metadata,
                mustWait ? nil : now.milliseconds, now.milliseconds,
            ])
    }

    /// Gives the oldest pending callback of the same lane its turn.
    private func handOn(from done: StoredDelivery, at now: Timestamp) throws -> StoredDelivery? {
        let lane = done.roomID?.rawValue ?? done.applicationID.rawValue
        let next: Int64? = try first(
            "SELECT id FROM deliveries WHERE lane = ? AND url = ? AND state = 'pending' ORDER BY id LIMIT 1",
            [lane, done.url]
        ) { $0[0] }
        guard let next else { return nil }
        // One that was replayed out of its turn has its time already.
        let changed = try execute(
            "UPDATE deliveries SET next_attempt_at = ? WHERE id = ? AND next_attempt_at IS NULL",
            [now.milliseconds, next])
        guard changed > 0 else { return nil }
        return try first("\(Self.deliveryQuery) WHERE d.id = ?", [next], StoredDelivery.init)
    }
}

extension StoredDelivery {
    init(_ row: Row) throws {
        self.init(
            id: row[0], sequence: row[1], applicationID: row.id(2), roomID: row.optionalID(3),
            kind: try row.choice(4),
            url: row[5], origin: row[6], webhookID: row[7], metadata: row[8], state: try row.choice(9),
            attempts: row[10], nextAttemptAt: row.optionalTime(11), lastStatus: row[12],
            lastError: row[13],
            committedAt: row.time(14), eventName: row[15], eventAt: row.time(16), body: try row.bytes(17))
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
