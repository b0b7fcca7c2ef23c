internal import GRDB
public import Meetings

/// What the running rooms look up: they know a room, not whose it is.
extension ReadTransaction {
    /// The room of that id, of any application.
    public func room(_ id: RoomID) throws -> StoredRoom? {
        try first(
            "SELECT \(StoredRoom.columns) FROM rooms WHERE id = ?", [id.rawValue], StoredRoom.init)
    }

    /// The digests of the resume secrets of everyone who is in a session now; one without a secret is left out.
    public func resumeDigests(of session: SessionID) throws -> [ParticipantID: [UInt8]] {
        let pairs = try rows(
            """
            SELECT id, resume_digest FROM participants
            WHERE session_id = ? AND left_at IS NULL AND resume_digest IS NOT NULL
            """, [session.rawValue]
        ) { row -> (ParticipantID, [UInt8]) in (row.id(0), row.bytes(1)) }
        return Dictionary(uniqueKeysWithValues: pairs)
    }
}
