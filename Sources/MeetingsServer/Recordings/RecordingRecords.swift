import Meetings
import MeetingsStorage

/// Writes how recordings go, each step with its event in one transaction.
enum RecordingRecords {
    /// How long the media server is given to close its files when a session ends, before a film is made of them.
    static let settling = Duration.seconds(3)

    /// The session is being recorded: its first file is on the disk.
    static func start(
        _ id: RecordingID, session: SessionID, in stored: StoredRoom, at now: Timestamp,
        in transaction: WriteTransaction
    ) throws {
        guard try transaction.runningRecording(of: session) == nil else {
            throw Problem(.conflict, "The session \(session) is being recorded already")
        }
        try transaction.insert(
            StoredRecording(
                applicationID: stored.applicationID,
                recording: Recording(id: id, sessionID: session, startedAt: now, status: .started),
                roomID: stored.room.id, isOwnerOnly: stored.room.recordingOptions.recordOnlyOwner))
        try RoomEvents.append(
            .recordingStarted(recording: id, session: session), application: stored.applicationID,
            room: stored.room.id, at: now, in: transaction)
    }

    /// It is over, and a film is to be made. Does nothing to one that is over already.
    static func end(_ stored: StoredRecording, at now: Timestamp, in transaction: WriteTransaction) throws {
        guard stored.recording.status < .stopped else { return }
        let started = stored.recording.startedAt ?? now
        let ended = max(now, started)
        var changed = stored
        changed.recording.startedAt = started
        changed.recording.endedAt = ended
        changed.recording.status = .stopped
        try transaction.update(changed)
        try transaction.set(RecordingJob(recordingID: stored.recording.id, dueAt: ended + settling))
        try RoomEvents.append(
            .recordingEnded(
                recording: stored.recording.id, session: stored.recording.sessionID, startedAt: started,
                endedAt: ended, seconds: Int((ended - started).components.seconds)),
            application: stored.applicationID, room: stored.roomID, at: now, in: transaction)
    }

    /// Ends whatever is being recorded in a session.
    static func endAll(of session: SessionID, at now: Timestamp, in transaction: WriteTransaction) throws {
        for stored in try transaction.recordings(of: session) { try end(stored, at: now, in: transaction) }
    }

    /// The film is there. False when the recording is gone meanwhile.
    static func upload(
        _ id: RecordingID, file: String, bytes: Int64, url: String, at now: Timestamp, in transaction: WriteTransaction
    ) throws -> Bool {
        guard var stored = try transaction.recording(id) else { return false }
        stored.recording.status = .uploaded
        stored.recording.failure = nil
        stored.file = file
        stored.bytes = bytes
        try transaction.update(stored)
        try transaction.delete(jobOf: id)
        let started = stored.recording.startedAt ?? now, ended = stored.recording.endedAt ?? now
        try RoomEvents.append(
            .recordingUploaded(
                recording: id, session: stored.recording.sessionID, room: stored.roomID, startedAt: started,
                endedAt: ended, seconds: Int((ended - started).components.seconds), url: url),
            application: stored.applicationID, room: stored.roomID, at: now, in: transaction)
        return true
    }

    /// The film of one that failed is to be made after all. Nothing is told before it is there, or has failed again.
    ///
    /// Throws `conflict` for one that did not fail, or whose film was there once: what it was made of is gone.
    static func retry(_ stored: StoredRecording, at now: Timestamp, in transaction: WriteTransaction) throws {
        guard stored.recording.status == .stopped, stored.recording.failure != nil else {
            throw Problem(.conflict, "The recording \(stored.recording.id) did not fail to become a film")
        }
        var changed = stored
        changed.recording.failure = nil
        try transaction.update(changed)
        try transaction.set(RecordingJob(recordingID: stored.recording.id, dueAt: now))
    }

    /// There will be no film, unless somebody wants it tried again.
    static func fail(
        _ id: RecordingID, because reason: String, at now: Timestamp, in transaction: WriteTransaction
    ) throws {
        guard var stored = try transaction.recording(id), stored.recording.status != .uploaded else { return }
        stored.recording.failure = reason
        try transaction.update(stored)
        try transaction.delete(jobOf: id)
        try RoomEvents.append(
            .recordingFailed(
                recording: id, session: stored.recording.sessionID, room: stored.roomID, reason: reason),
            application: stored.applicationID, room: stored.roomID, at: now, in: transaction)
    }
}
