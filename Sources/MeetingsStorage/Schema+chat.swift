extension Schema {
    /// What was said in the chats of sessions that go on. The lines of a session go with its end.
    static let chat = """
        CREATE TABLE chat_lines(
            session_id TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE, number INTEGER NOT NULL,
            participant_id TEXT NOT NULL, text TEXT NOT NULL, said_at INTEGER NOT NULL,
            PRIMARY KEY (session_id, number)) STRICT, WITHOUT ROWID;
        """
}
