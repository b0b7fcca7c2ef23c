internal import GRDB
public import Meetings

/// The queue of films to be made: it outlives the process.
extension ReadTransaction {
    private static let jobQuery = "SELECT recording_id, attempts, due_at, progress, error FROM recording_jobs"

    /// The job of a recording; nil when there is nothing to do, or not yet.
    public func job(of recording: RecordingID) throws -> RecordingJob? {
        try first("\(Self.jobQuery) WHERE recording_id = ?", [recording.rawValue], RecordingJob.init)
    }

    /// The job that is due first, whether its time has come or not.
    public func nextRecordingJob() throws -> RecordingJob? {
        try first("\(Self.jobQuery) ORDER BY due_at, recording_id LIMIT 1", [], RecordingJob.init)
    }
}

extension WriteTransaction {
    /// Puts a job into the queue, or replaces what is known of it. Throws `conflict` when there is no such recording.
    public func set(_ job: RecordingJob) throws {
        try execute(
            """
            INSERT INTO recording_jobs(recording_id, attempts, due_at, progress, error) VALUES (?,?,?,?,?)
            ON CONFLICT (recording_id) DO UPDATE SET attempts = excluded.attempts, due_at = excluded.due_at,
                progress = excluded.progress, error = excluded.error
            """,
            [job.recordingID.rawValue, job.attempts, job.dueAt.milliseconds, job.progress, job.error])
    }

    /// Takes a job out of the queue. False when there was none.
    @discardableResult
    public func delete(jobOf recording: RecordingID) throws -> Bool {
        try execute("DELETE FROM recording_jobs WHERE recording_id = ?", [recording.rawValue]) > 0
    }
}

extension RecordingJob {
    fileprivate init(_ row: Row) {
        self.init(
            recordingID: row.id(0), attempts: row[1], dueAt: row.time(2), progress: row[3], error: row[4])
    }
}
