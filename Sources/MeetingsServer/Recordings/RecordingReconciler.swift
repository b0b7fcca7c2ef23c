import Logging
import Meetings
import MeetingsMedia
import MeetingsStorage

/// Sees to it that no recording stays where it is: what the rest of the server was to do and did not, because it was
/// ended in between, is done here.
struct RecordingReconciler: Sendable {
    let storage: Storage
    let files: RecordingFiles
    let clock: any WallClock
    let logger: Logger

    /// What is said of a recording whose film is not there any more.
    static let missing = "The file of this recording is missing."
    private static let batch = 500

    /// After a start: nobody records any more. Whatever ran ended when its last file was written to.
    /// Returns the sessions that were being recorded.
    func endInterrupted() async throws -> Set<SessionID> {
        var sessions: Set<SessionID> = []
        for stored in try await storage.read({ try $0.openRecordings() }) where stored.recording.status < .stopped {
            let started = stored.recording.startedAt ?? clock.now
            let written = files.mediaFolder(of: stored.recording.id).lastWritten
            let end = min(clock.now, max(started, written.map(Timestamp.init(milliseconds:)) ?? started))
            logger.info("A recording was interrupted: it ends where its files end", metadata: Self.name(stored))
            try await storage.write { transaction in
                // As it is now.
                guard let stored = try transaction.recording(stored.recording.id) else { return }
                try RecordingRecords.end(stored, at: end, in: transaction)
            }
            sessions.insert(stored.recording.sessionID)
        }
        return sessions
    }

    /// One look at all that is not done.
    func reconcile() async throws {
        for stored in try await storage.read({ try $0.openRecordings() }) {
            let now = clock.now
            try await storage.write { transaction in
                guard let stored = try transaction.recording(stored.recording.id), stored.recording.failure == nil
                else {
                    return
                }
                switch stored.recording.status {
                case .started, .paused:
                    let session = try transaction.session(stored.recording.sessionID, of: stored.applicationID)
                    if session?.session.isLive == true { return }
                    try RecordingRecords.end(stored, at: session?.session.endedAt ?? now, in: transaction)
                case .stopped:
                    if try transaction.job(of: stored.recording.id) != nil { return }
                    try transaction.set(RecordingJob(recordingID: stored.recording.id, dueAt: now))
                case .uploaded: return
                }
            }
        }
    }

    /// Marks recordings whose films are gone, and takes the mark from those whose films are back.
    func checkFiles() async throws {
        var last: Int64 = 0
        while true {
            let page = try await storage.read { [last] in
                try $0.filedRecordings(after: last, limit: Self.batch)
            }
            for stored in page {
                let isThere = stored.file.flatMap(files.find) != nil
                let isMarked = stored.recording.failure == Self.missing
                guard isThere == isMarked else { continue }
                if !isThere { logger.warning("The file of a recording is missing", metadata: Self.name(stored)) }
                try await storage.write { transaction in
                    guard var stored = try transaction.recording(stored.recording.id) else { return }
                    stored.recording.failure = isThere ? nil : Self.missing
                    try transaction.update(stored)
                }
            }
            guard page.count == Self.batch, let serial = page.last?.serial else { return }
            last = serial
        }
    }

    private static func name(_ stored: StoredRecording) -> Logger.Metadata {
        ["recording": "\(stored.recording.id)"]
    }
}
