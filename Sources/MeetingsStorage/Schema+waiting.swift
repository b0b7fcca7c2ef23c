extension Schema {
    /// Who waits at which room. The rows live as long as the process that the pages are connected to.
    static let waiting = """
        CREATE TABLE waiting(
            serial INTEGER PRIMARY KEY, participant_id TEXT NOT NULL UNIQUE,
            room_id TEXT NOT NULL REFERENCES rooms(id) ON DELETE CASCADE, session_id TEXT, name TEXT NOT NULL,
            waits_for TEXT NOT NULL, since INTEGER NOT NULL) STRICT;
        CREATE INDEX waiting_by_room ON waiting(room_id);
        """
}
