internal import GRDB
public import Meetings

/// The chats of sessions that go on, so that a restarted server has them.
extension ReadTransaction {
    /// The last lines of a session's chat, the oldest first; none once the session has ended.
    public func chat(of session: SessionID, last limit: Int) throws -> [StoredChatLine] {
        try rows(
            """
            SELECT c.number, c.participant_id, p.name, p.is_host, c.text, c.said_at
            FROM chat_lines c JOIN participants p ON p.id = c.participant_id
            WHERE c.session_id = ? ORDER BY c.number DESC LIMIT ?
            """, [session.rawValue, limit], StoredChatLine.init
        ).reversed()
    }
}

extension WriteTransaction {
    /// Keeps a line of the chat. Throws `conflict` when the session does not go on, or has a line of that number.
    public func insert(
        chatLine number: Int, _ text: String, of participant: ParticipantID, in session: SessionID, at time: Timestamp
    ) throws {
        let added = try execute(
            """
            INSERT INTO chat_lines(session_id, number, participant_id, text, said_at)
            SELECT id, ?, ?, ?, ? FROM sessions WHERE id = ? AND ended_at IS NULL
            """,
            [number, participant.rawValue, text, time.milliseconds, session.rawValue])
        if added == 0 { throw StorageError(.conflict, "The session \(session) has ended.") }
    }
}

extension StoredChatLine {
    fileprivate init(_ row: Row) {
        self.init(
            number: row[0], participant: row.id(1), name: row[2], isHost: row[3], text: row[4], at: row.time(5))
    }
}
