internal import GRDB
public import Meetings

/// Sending once more what is done with: it keeps its webhook id and its place in the order of its room and URL.
extension WriteTransaction {
    private struct Candidate {
        var id: Int64
        var lane: DeliveryLane

        init(_ row: Row) {
            id = row[0]
            lane = DeliveryLane(owner: row[1], url: row[2])
        }
    }

    /// Sends a callback that is done with once more, with the whole schedule of attempts before it: before the younger
    /// ones of its room and URL that still wait. One that failed and waits for its next attempt gets that attempt at
    /// once. False when it is unknown, held, waits for an older one, or is being sent.
    @discardableResult
    public func replay(_ id: Int64, of application: ApplicationID, at now: Timestamp) throws -> Bool {
        let hastened = try execute(
            """
            UPDATE deliveries SET next_attempt_at = ?
            WHERE id = ? AND application_id = ? AND state = 'pending' AND attempts > 0 AND next_attempt_at > ?
            """, [now.milliseconds, id, application.rawValue, now.milliseconds])
        if hastened > 0 { return true }
        let candidate = try first(
            "SELECT id, lane, url FROM deliveries WHERE id = ? AND application_id = ? AND state <> 'pending'",
            [id, application.rawValue], Candidate.init)
        guard let candidate else { return false }
        try replay([candidate], at: now)
        return true
    }

    /// Sends all callbacks that match and are done with once more, in one transaction; returns how many. Other writes
    /// wait meanwhile: for thousands use ``Storage/replay(matching:of:at:)``.
    @discardableResult
    public func replay(
        matching filter: DeliveryFilter, of application: ApplicationID, at now: Timestamp
    ) throws -> Int {
        guard let ids = try ids(of: filter, before: .max) else { return 0 }
        return try replay(matching: filter, of: application, in: ids, at: now, limit: .max).count
    }

    /// The same for the oldest `limit` among those of the ids; returns the ids of those that are sent once more.
    func replay(
        matching filter: DeliveryFilter, of application: ApplicationID, in ids: Range<Int64>, at now: Timestamp,
        limit: Int
    ) throws -> [Int64] {
        let found = try filter.states.filter { $0 != .pending }.flatMap { state in
            let condition = filter.condition(of: application, in: state, ids: ids)
            return try rows(
                """
                SELECT d.id, d.lane, d.url FROM deliveries d INDEXED BY \(filter.index)
                WHERE \(condition.text) ORDER BY d.id LIMIT ?
                """, condition.arguments + [limit], Candidate.init)
        }
        let candidates = found.sorted { $0.id < $1.id }.prefix(limit)
        try replay(candidates, at: now)
        return candidates.map(\.id)
    }

    private func replay(_ candidates: some Collection<Candidate>, at now: Timestamp) throws {
        var heads: [DeliveryLane: Int64?] = [:]
        for lane in Set(candidates.map(\.lane)) { heads[lane] = .some(try head(of: lane)) }
        for candidate in candidates {
            try execute(
                """
                UPDATE deliveries SET state = 'pending', attempts = 0, next_attempt_at = NULL, committed_at = ?,
                    gap_told = nullif(gap_told, 0)
                WHERE id = ?
                """, [now.milliseconds, candidate.id])
        }
        for (lane, before) in heads {
            guard let head = try head(of: lane), head != before else { continue }
            // The one whose turn it was waits behind the older one; when it is under way just now, its end is noted as
            // ever.
            if let before { try execute("UPDATE deliveries SET next_attempt_at = NULL WHERE id = ?", [before]) }
            _ = try takeTurn(head, in: lane, at: now)
        }
    }
}

extension Storage {
    /// Sends all callbacks that match and are done with once more, a thousand to a transaction and the oldest first, so
    /// that other writes get their turn between; returns how many. Those that are done with only later are left alone.
    @discardableResult
    public func replay(
        matching filter: DeliveryFilter, of application: ApplicationID, at now: Timestamp
    ) async throws -> Int {
        let part = 1000
        var rest = try await read { transaction in
            let next = 1 + (try transaction.lastDelivery())
            return try transaction.ids(of: filter, before: next)
        }
        var total = 0
        while let ids = rest, !ids.isEmpty {
            let replayed = try await write { transaction in
                try transaction.replay(matching: filter, of: application, in: ids, at: now, limit: part)
            }
            total += replayed.count
            guard replayed.count == part, let last = replayed.last else { break }
            rest = (last + 1)..<max(ids.upperBound, last + 1)
        }
        return total
    }
}
