extension Schema {
    /// What is to be done until a recording's film is there, and why there will be none.
    static let recordingJobs = """
        ALTER TABLE recordings ADD COLUMN owner_only INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE recordings ADD COLUMN failure TEXT;
        CREATE INDEX recordings_open ON recordings(serial) WHERE status <> 'uploaded' AND failure IS NULL;

        CREATE TABLE recording_jobs(
            recording_id TEXT PRIMARY KEY REFERENCES recordings(id) ON DELETE CASCADE,
            attempts INTEGER NOT NULL, due_at INTEGER NOT NULL, progress REAL NOT NULL, error TEXT)
            STRICT, WITHOUT ROWID;
        CREATE INDEX recording_jobs_by_due ON recording_jobs(due_at);
        """
}
