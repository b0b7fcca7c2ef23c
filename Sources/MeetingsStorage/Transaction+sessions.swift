internal import FoundationEssentials
internal import GRDB
public import Meetings

/// Sessions, and who was in them.
extension ReadTransaction {
    private static let sessionQuery = """
        SELECT s.application_id, s.id, s.room_id, s.started_at, s.ended_at, r.display_name,
            (SELECT count(*) FROM participants p WHERE p.session_id = s.id AND p.left_at IS NULL),
            (SELECT count(*) FROM participants p WHERE p.session_id = s.id),
            s.locked, EXISTS (SELECT 1 FROM recordings c WHERE c.session_id = s.id),
            (SELECT coalesce(sum(c.ended_at - c.started_at), 0) / 1000 FROM recordings c WHERE c.session_id = s.id),
            (SELECT coalesce(sum(p.left_at - p.joined_at), 0) / 1000 FROM participants p WHERE p.session_id = s.id)
        FROM sessions s JOIN rooms r ON r.id = s.room_id
        """
    private static let participantQuery =
        "SELECT id, session_id, room_id, name, role, is_host, joined_at, left_at FROM participants"

    /// The application's session of that id.
    public func session(_ id: SessionID, of application: ApplicationID) throws -> StoredSession? {
        try first(
            "\(Self.sessionQuery) WHERE s.id = ? AND s.application_id = ?",
            [id.rawValue, application.rawValue],
            StoredSession.init)
    }

    /// The session that goes on in a room; there is one at most.
    public func liveSession(of room: RoomID) throws -> StoredSession? {
        try first(
            "\(Self.sessionQuery) WHERE s.room_id = ? AND s.ended_at IS NULL", [room.rawValue],
            StoredSession.init)
    }

    /// All sessions that go on, of all applications, the oldest first: what a restarted server takes up or ends.
    public func liveSessions() throws -> [StoredSession] {
        try rows(
            """
            \(Self.sessionQuery) WHERE s.serial IN (
                SELECT serial FROM sessions INDEXED BY sessions_live WHERE ended_at IS NULL)
            ORDER BY s.serial
            """, [], StoredSession.init)
    }

    /// When the room's last session ended; nil when none has.
    public func lastSessionEnd(of room: RoomID) throws -> Timestamp? {
        try first(
            """
            SELECT ended_at FROM sessions WHERE room_id = ? AND ended_at IS NOT NULL ORDER BY ended_at DESC LIMIT 1
            """,
            [room.rawValue]
        ) { $0.time(0) }
    }

    /// True when a session in the room has ended.
    public func hasEndedSession(in room: RoomID) throws -> Bool {
        try exists("SELECT 1 FROM sessions WHERE room_id = ? AND ended_at > 0 LIMIT 1", [room.rawValue])
    }

    /// One page of the application's sessions, the newest first; `offset` counts from the newest, from 0. With a
    /// `room`, only that room's; with `from` and `to`, only those that started then (both included); with `recorded`,
    /// only those that were recorded, or were not; with `activeFrom`, only those that go on or ended then or later.
    public func sessions(
        of application: ApplicationID, room: RoomID? = nil, from: Timestamp? = nil, to: Timestamp? = nil,
        activeFrom: Timestamp? = nil, recorded: Bool? = nil, offset: Int, limit: Int
    ) throws -> StoredSessionPage {
        var scope = "s.application_id = ?"
        var arguments: StatementArguments = [application.rawValue]
        func add(_ term: String, _ value: (any DatabaseValueConvertible)?) {
            guard let value else { return }
            scope += " AND " + term
            arguments += [value]
        }
        add("s.room_id = ?", room?.rawValue)
        add("s.started_at >= ?", from?.milliseconds)
        add("s.started_at <= ?", to?.milliseconds)
        if let activeFrom {
            scope += """
                 AND s.serial IN (
                    SELECT serial FROM sessions INDEXED BY sessions_live WHERE ended_at IS NULL
                    UNION ALL SELECT serial FROM sessions WHERE application_id = ? AND ended_at >= ?)
                """
            arguments += [application.rawValue, activeFrom.milliseconds]
        }
        add("EXISTS (SELECT 1 FROM recordings c WHERE c.session_id = s.id) = ?", recorded)
        return StoredSessionPage(
            sessions: try rows(
                "\(Self.sessionQuery) WHERE \(scope) ORDER BY s.serial DESC LIMIT ? OFFSET ?",
                arguments + [limit, max(offset, 0)], StoredSession.init),
            total: try count("SELECT count(*) FROM sessions s WHERE \(scope)", arguments))
    }

    /// Everyone who was or is in a session, in the order of entry.
    public func participants(of session: SessionID) throws -> [Participant] {
        try rows(
            "\(Self.participantQuery) WHERE session_id = ? ORDER BY serial", [session.rawValue],
            Participant.init)
    }

    /// Everyone who is in a session now, in the order of entry.
    public func presentParticipants(of session: SessionID) throws -> [Participant] {
        try rows(
            "\(Self.participantQuery) WHERE session_id = ? AND left_at IS NULL ORDER BY serial",
            [session.rawValue],
            Participant.init)
    }

    /// The newest participant who was given the secret of that digest, inside or gone.
    public func participant(resumeDigest: [UInt8]) throws -> Participant? {
        try first(
            "\(Self.participantQuery) WHERE resume_digest = ? ORDER BY serial DESC LIMIT 1",
            [Data(resumeDigest)],
            Participant.init)
    }
}

extension WriteTransaction {
    /// Adds a session that goes on. Throws `conflict` when the room has one already, and when the session has no start.
    public func insert(_ session: Session, of application: ApplicationID) throws {
        try execute(
            "INSERT INTO sessions(id, room_id, application_id, started_at, ended_at) VALUES (?,?,?,?,?)",
            [
                session.id.rawValue, session.roomID.rawValue, application.rawValue,
                session.startedAt?.milliseconds,
                session.endedAt?.milliseconds,
            ])
    }

    /// Ends a session, and with it its chat. False when it has ended already or is unknown.
    @discardableResult
    public func end(_ session: SessionID, at now: Timestamp) throws -> Bool {
        try execute("DELETE FROM chat_lines WHERE session_id = ?", [session.rawValue])
        return try execute(
            "UPDATE sessions SET ended_at = ? WHERE id = ? AND ended_at IS NULL",
            [now.milliseconds, session.rawValue])
            > 0
    }

    /// Locks a session that goes on, or opens it again. False when that changes nothing: it is so already, has ended or
    /// is unknown.
    @discardableResult
    public func setLocked(_ locked: Bool, session: SessionID) throws -> Bool {
        try execute(
            "UPDATE sessions SET locked = ? WHERE id = ? AND ended_at IS NULL AND locked <> ?",
            [locked, session.rawValue, locked]) > 0
    }

    /// Adds a participant. `resumeDigest` is the digest of the secret by which the same browser comes back; the secret
    /// itself is not stored. Throws `conflict` when the session does not exist or `joinedAt` is nil.
    public func insert(_ participant: Participant, resumeDigest: [UInt8]? = nil) throws {
        try execute(
            """
            INSERT INTO participants(id, session_id, room_id, name, role, is_host, resume_digest, joined_at, left_at)
            VALUES (?,?,?,?,?,?,?,?,?)
            """,
            [
                participant.id.rawValue, participant.sessionID.rawValue, participant.roomID.rawValue,
                participant.name,
                participant.role.rawValue, participant.isHost, resumeDigest.map { Data($0) },
                participant.joinedAt?.milliseconds, participant.leftAt?.milliseconds,
            ])
    }

    /// Notes that a participant left. False when it had left already or is unknown.
    @discardableResult
    public func leave(_ participant: ParticipantID, at now: Timestamp) throws -> Bool {
        try execute(
            "UPDATE participants SET left_at = ? WHERE id = ? AND left_at IS NULL",
            [now.milliseconds, participant.rawValue]) > 0
    }
}

extension StoredSession {
    fileprivate init(_ row: Row) {
        self.init(
            applicationID: row.id(0),
            session: Session(
                id: row.id(1), roomID: row.id(2), startedAt: row.time(3), endedAt: row.optionalTime(4)),
            roomName: row[5], present: row[6], seen: row[7], isLocked: row[8], isRecorded: row[9],
            recordedSeconds: row[10], billedSeconds: row[11])
    }
}

extension Participant {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: row.id(0), sessionID: row.id(1), roomID: row.id(2), name: row[3], role: try row.choice(4),
            isHost: row[5], joinedAt: row.time(6), leftAt: row.optionalTime(7))
    }
}
