internal import GRDB
public import Meetings

/// What comes of attempts: who is next, what is parked, what is held.
extension WriteTransaction {
    /// Notes an attempt and what it leads to. When the lane goes on, the next callback of its room and URL takes its turn
    /// and is returned; otherwise nil.
    ///
    /// A delivered one told the receiver of its `gap`: those are not told again.
    @discardableResult
    public func record(
        _ attempt: DeliveryAttempt, of delivery: StoredDelivery, outcome: DeliveryOutcome
    ) throws -> StoredDelivery? {
        let end = attempt.at + attempt.duration
        try note(attempt, of: delivery, outcome: outcome)
        switch outcome {
        case .delivered: try tell(delivery.gap, of: delivery)
        case .dead: break
        case .retry(let time):
            try postpone(delivery, to: time)
            return nil
        case .park(let time): try postpone(delivery, to: time)
        case .pauseEndpoint(let reason):
            try pause(delivery.url, of: delivery.applicationID, at: end, reason: reason)
            return nil
        }
        let lane = DeliveryLane(delivery)
        guard let head = try head(of: lane), try takeTurn(head, in: lane, at: end) else { return nil }
        return try first("\(Self.deliveryQuery) WHERE d.id = ?", [head], StoredDelivery.init)
    }

    /// Lets callbacks to a paused URL go again, each with the whole schedule of attempts before it and in the order of
    /// their rooms. Returns how many were held; 0 also when the URL was not paused.
    @discardableResult
    public func resumeEndpoint(url: String, of application: ApplicationID, at now: Timestamp) throws -> Int {
        let scope: StatementArguments = [application.rawValue, url]
        guard try execute("DELETE FROM paused_endpoints WHERE application_id = ? AND url = ?", scope) > 0 else {
            return 0
        }
        // A parked one takes its old place again: nothing younger overtakes it now.
        try execute(
            """
            UPDATE deliveries INDEXED BY deliveries_parked SET parked = 0, gap_told = nullif(gap_told, 0)
            WHERE parked = 1 AND application_id = ? AND url = ?
            """, scope)
        let held = try execute(
            """
            UPDATE deliveries INDEXED BY deliveries_by_url SET attempts = 0, committed_at = ?
            WHERE application_id = ? AND url = ? AND state = 'pending'
            """, [now.milliseconds] + scope)
        try execute(
            """
            UPDATE deliveries SET next_attempt_at = ? WHERE id IN (
                SELECT min(id) FROM deliveries INDEXED BY deliveries_by_url
                WHERE application_id = ? AND url = ? AND state = 'pending' GROUP BY lane)
            """, [now.milliseconds] + scope)
        return held
    }

    /// Adds the callback of an event; it waits for its turn when an older one of its lane is pending, and is held when
    /// its URL is paused.
    func enqueue(
        _ sequence: Int64, of application: ApplicationID, room: RoomID?, kind: CallbackKind,
        to target: (url: String, metadata: String?), at now: Timestamp
    ) throws {
        news.hasCallbacks = true
        let lane = DeliveryLane(owner: room?.rawValue ?? application.rawValue, url: target.url)
        let mustWait = try head(of: lane) != nil || isPaused(target.url, of: application)
        try execute(
            """
            INSERT INTO deliveries(
                event_seq, application_id, room_id, lane, kind, url, origin, webhook_id, metadata, state,
                next_attempt_at, committed_at)
            VALUES (?,?,?,?,?,?,?,?,?,'pending',?,?)
            """,
            [
                sequence, application.rawValue, room?.rawValue, lane.owner, kind.rawValue, target.url,
                StoredDelivery.origin(of: target.url), "msg_\(application.rawValue)_\(sequence)", target.metadata,
                mustWait ? nil : now.milliseconds, now.milliseconds,
            ])
    }

    private func note(_ attempt: DeliveryAttempt, of delivery: StoredDelivery, outcome: DeliveryOutcome) throws {
        let changes =
            switch outcome {
            case .delivered: ", state = 'delivered', next_attempt_at = NULL, parked = 0, gap_told = NULL"
            case .dead: ", state = 'dead', next_attempt_at = NULL, parked = 0, gap_told = coalesce(gap_told, 0)"
            case .park: ", parked = 1, gap_told = coalesce(gap_told, 0)"
            case .retry, .pauseEndpoint: ""
            }
        try execute(
            "UPDATE deliveries SET attempts = ?, last_status = ?, last_error = ?\(changes) WHERE id = ?",
            [attempt.number, attempt.status, attempt.error, delivery.id])
        try execute(
            """
            INSERT INTO delivery_attempts(delivery_id, number, at, status, error, milliseconds, headers, answer)
            VALUES (
                ?1, 1 + coalesce((SELECT max(number) FROM delivery_attempts WHERE delivery_id = ?1), 0), ?,?,?,?,?,?)
            """,
            [
                delivery.id, attempt.at.milliseconds, attempt.status, attempt.error,
                attempt.duration.wholeMilliseconds, attempt.headers, attempt.answer,
            ])
    }

    /// The lane's place in the order goes to an older one that was replayed meanwhile; a paused URL has no times at all.
    private func postpone(_ delivery: StoredDelivery, to time: Timestamp) throws {
        let lane = DeliveryLane(delivery)
        let mustWait = try isPaused(delivery.url, of: delivery.applicationID)
        let head = try head(of: lane)
        try execute(
            "UPDATE deliveries SET next_attempt_at = iif(? OR (parked = 0 AND id <> ?), NULL, ?) WHERE id = ?",
            [mustWait, head ?? delivery.id, time.milliseconds, delivery.id])
    }

    private func tell(_ gap: [Int64], of delivery: StoredDelivery) throws {
        let lane = DeliveryLane(delivery)
        for sequence in gap {
            try execute(
                "UPDATE deliveries SET gap_told = 1 WHERE event_seq = ? AND lane = ? AND url = ? AND id < ?",
                [sequence, lane.owner, lane.url, delivery.id])
        }
    }

    private func pause(_ url: String, of application: ApplicationID, at now: Timestamp, reason: String) throws {
        try execute(
            """
            INSERT INTO paused_endpoints(application_id, url, paused_at, reason) VALUES (?,?,?,?)
            ON CONFLICT DO NOTHING
            """, [application.rawValue, url, now.milliseconds, reason])
        try execute(
            """
            UPDATE deliveries INDEXED BY deliveries_by_url SET next_attempt_at = NULL
            WHERE application_id = ? AND url = ? AND state = 'pending' AND next_attempt_at IS NOT NULL
            """, [application.rawValue, url])
    }
}
