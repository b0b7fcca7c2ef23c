internal import GRDB
public import Meetings

/// Requests that were done and may come again.
extension ReadTransaction {
    /// What the application did under that key.
    public func idempotencyRecord(key: String, of application: ApplicationID) throws -> IdempotencyRecord? {
        try first(
            """
            SELECT key, fingerprint, resource_id, created_at FROM idempotency_keys
            WHERE application_id = ? AND key = ?
            """, [application.rawValue, key]
        ) { IdempotencyRecord(key: $0[0], fingerprint: $0[1], resourceID: $0[2], createdAt: $0.time(3)) }
    }
}

extension WriteTransaction {
    /// Notes what was done under a key, in place of what was noted before.
    public func insert(_ record: IdempotencyRecord, of application: ApplicationID) throws {
        try execute(
            """
            INSERT OR REPLACE INTO idempotency_keys(application_id, key, fingerprint, resource_id, created_at)
            VALUES (?,?,?,?,?)
            """,
            [
                application.rawValue, record.key, record.fingerprint, record.resourceID,
                record.createdAt.milliseconds,
            ])
    }

    /// Forgets what was noted before that time; returns how many.
    @discardableResult
    public func deleteIdempotencyRecords(before: Timestamp) throws -> Int {
        try execute("DELETE FROM idempotency_keys WHERE created_at < ?", [before.milliseconds])
    }
}
