extension Schema {
    /// What operators decided about alarms, and what they wrote down about rooms.
    static let alarms = """
        CREATE TABLE acknowledgements(
            application_id TEXT NOT NULL REFERENCES applications(id), rule TEXT NOT NULL, object TEXT NOT NULL,
            state TEXT NOT NULL, note TEXT NOT NULL, operator TEXT NOT NULL, level TEXT,
            at INTEGER NOT NULL, until INTEGER NOT NULL,
            PRIMARY KEY (application_id, rule, object)) STRICT, WITHOUT ROWID;
        CREATE INDEX acknowledgements_by_end ON acknowledgements(until);

        CREATE TABLE notes(
            serial INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
            room_id TEXT NOT NULL REFERENCES rooms(id) ON DELETE CASCADE, session_id TEXT, text TEXT NOT NULL,
            operator TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
        CREATE INDEX notes_by_room ON notes(room_id, serial);
        """
}
