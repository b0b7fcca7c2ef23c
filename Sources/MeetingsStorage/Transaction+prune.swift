internal import GRDB
public import Meetings

/// Forgetting what is old, so that the file does not grow for ever.
extension WriteTransaction {
    /// Deletes up to `limit` of the oldest events that happened before that time, with their callbacks; returns how many.
    /// An event whose callback is still pending stays.
    ///
    /// Other writes wait meanwhile: delete many in parts, until fewer than `limit` were found.
    @discardableResult
    public func prune(events before: Timestamp, limit: Int) throws -> Int {
        // Without an index on the time: the log is in the order of time, unless the clock was set back.
        let end = try firstSequence(at: before)
        let old: [Int64] = try rows(
            """
            SELECT seq FROM events e WHERE seq < ? AND at < ? AND NOT EXISTS (
                SELECT 1 FROM deliveries d WHERE d.event_seq = e.seq AND +d.state = 'pending')
            ORDER BY seq LIMIT ?
            """, [end, before.milliseconds, limit]
        ) { $0[0] }
        for sequence in old {
            try execute(
                "DELETE FROM delivery_attempts WHERE delivery_id IN (SELECT id FROM deliveries WHERE event_seq = ?)",
                [sequence])
            try execute("DELETE FROM deliveries WHERE event_seq = ?", [sequence])
            try execute("DELETE FROM events WHERE seq = ?", [sequence])
        }
        return old.count
    }

    /// The place in the log where events of that time and later begin, found by halving.
    private func firstSequence(at time: Timestamp) throws -> Int64 {
        guard var low = try oldestSequence() else { return 0 }
        var high = try lastSequence() + 1
        while low < high {
            let middle = low + (high - low) / 2
            let at = try first("SELECT at FROM events WHERE seq >= ? ORDER BY seq LIMIT 1", [middle]) { $0.time(0) }
            if let at, at < time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
