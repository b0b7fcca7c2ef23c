internal import GRDB
public import Meetings

/// Recordings: their files lie in a folder, what is known of them lies here.
extension ReadTransaction {
    private static let recordingQuery = """
        SELECT serial, application_id, id, session_id, started_at, ended_at, status, url, room_id, file, bytes,
            owner_only, failure, (SELECT progress FROM recording_jobs j WHERE j.recording_id = id)
        FROM recordings
        """

    /// The application's recording of that id.
    public func recording(_ id: RecordingID, of application: ApplicationID) throws -> StoredRecording? {
        try first(
            "\(Self.recordingQuery) WHERE id = ? AND application_id = ?", [id.rawValue, application.rawValue],
            StoredRecording.init)
    }

    /// The recording of that id, whichever application owns it.
    public func recording(_ id: RecordingID) throws -> StoredRecording? {
        try first("\(Self.recordingQuery) WHERE id = ?", [id.rawValue], StoredRecording.init)
    }

    /// The recordings of a session, in the order in which they began.
    public func recordings(of session: SessionID) throws -> [StoredRecording] {
        try rows(
            "\(Self.recordingQuery) WHERE session_id = ? ORDER BY serial", [session.rawValue], StoredRecording.init)
    }

    /// The application's recordings with a serial below `before`, the newest first.
    public func recordings(
        of application: ApplicationID, before: Int64 = .max, limit: Int
    ) throws -> [StoredRecording] {
        try rows(
            "\(Self.recordingQuery) WHERE application_id = ? AND serial < ? ORDER BY serial DESC LIMIT ?",
            [application.rawValue, before, limit], StoredRecording.init)
    }

    /// Those of all applications that are neither uploaded nor failed, in the order in which they began.
    public func openRecordings() throws -> [StoredRecording] {
        try rows(
            "\(Self.recordingQuery) WHERE status <> 'uploaded' AND failure IS NULL ORDER BY serial", [],
            StoredRecording.init)
    }

    /// The one that is being recorded in a session; nil when none is.
    public func runningRecording(of session: SessionID) throws -> StoredRecording? {
        try first(
            "\(Self.recordingQuery) WHERE session_id = ? AND status IN ('started', 'paused') ORDER BY serial DESC LIMIT 1",
            [session.rawValue], StoredRecording.init)
    }

    /// Recordings of all applications with a file, of a serial above `after`, in that order.
    public func filedRecordings(after: Int64, limit: Int) throws -> [StoredRecording] {
        try rows(
            "\(Self.recordingQuery) WHERE serial > ? AND file IS NOT NULL ORDER BY serial LIMIT ?", [after, limit],
            StoredRecording.init)
    }

    /// The recordings of a room, in the order in which they began.
    public func recordings(of room: RoomID) throws -> [StoredRecording] {
        try rows("\(Self.recordingQuery) WHERE room_id = ? ORDER BY serial", [room.rawValue], StoredRecording.init)
    }
}

extension WriteTransaction {
    /// Adds a recording; its serial is made here. Throws `conflict` when the id is taken, and when the session or the
    /// room does not exist.
    @discardableResult
    public func insert(_ stored: StoredRecording) throws -> StoredRecording {
        try execute(
            """
            INSERT INTO recordings(
                session_id, room_id, status, started_at, ended_at, url, file, bytes, owner_only, failure, id,
                application_id)
            VALUES (?,?,?,?,?,?,?,?,?,?,?,?)
            """, stored.arguments)
        var added = stored
        added.serial = database.lastInsertedRowID
        return added
    }

    /// Replaces everything but the id, the application and the serial. False when there is no such recording.
    @discardableResult
    public func update(_ stored: StoredRecording) throws -> Bool {
        try execute(
            """
            UPDATE recordings SET session_id = ?, room_id = ?, status = ?, started_at = ?, ended_at = ?, url = ?,
                file = ?, bytes = ?, owner_only = ?, failure = ?
            WHERE id = ? AND application_id = ?
            """, stored.arguments) > 0
    }

    /// Forgets a recording; its file is the caller's to remove. False when there is none.
    @discardableResult
    public func delete(recording id: RecordingID, of application: ApplicationID) throws -> Bool {
        try execute(
            "DELETE FROM recordings WHERE id = ? AND application_id = ?", [id.rawValue, application.rawValue]) > 0
    }
}

extension StoredRecording {
    fileprivate init(_ row: Row) throws {
        self.init(
            serial: row[0], applicationID: row.id(1),
            recording: Recording(
                id: row.id(2), sessionID: row.id(3), startedAt: row.optionalTime(4), endedAt: row.optionalTime(5),
                status: try row.choice(6), url: row[7], failure: row[12], progress: row[13]),
            roomID: row.id(8), file: row[9], bytes: row[10], isOwnerOnly: row[11])
    }

    /// What can change first, then the two ids: the order of both statements above.
    fileprivate var arguments: StatementArguments {
        [
            recording.sessionID.rawValue, roomID.rawValue, recording.status.rawValue,
            recording.startedAt?.milliseconds, recording.endedAt?.milliseconds, recording.url, file, bytes,
            isOwnerOnly, recording.failure, recording.id.rawValue, applicationID.rawValue,
        ]
    }
}
