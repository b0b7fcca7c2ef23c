import Logging
import Meetings
import MeetingsMedia
import MeetingsStorage

/// Recordings that begin and end at the wish of a page or of the API.
extension LiveRooms {
    /// A recording's name and folder.
    func freshRecording(isAutomatic: Bool = false, isPatient: Bool = false) -> FreshRecording {
        let id = RecordingID(identifiers.uuid())
        return FreshRecording(
            id: id, folder: recordings.mediaFolder(of: id).media, isAutomatic: isAutomatic, isPatient: isPatient)
    }

    /// The bytes that the disk has free, where they are fewer than a recording needs; nil where there are enough.
    private var tooLittleSpace: Int64? {
        recordings.freeSpace.flatMap { $0 < recordingSettings.freeSpace ? $0 : nil }
    }

    /// Why nothing can be recorded now; nil when it can.
    func recordingObstacle() -> Problem? {
        if let free = tooLittleSpace {
            let (has, wants) = (free / 1_000_000, recordingSettings.freeSpace / 1_000_000)
            return Problem(
                .insufficientStorage, "Nothing can be recorded: \(has) MB of the disk are free, \(wants) MB must be")
        }
        if media.isReady { return nil }
        return Problem(.unavailable, "Nothing can be recorded: there is no media server right now")
    }

    /// Starts or stops the recording of a page's session.
    func record(_ isOn: Bool, from id: ConnectionID, runner: LiveRoomRunner) {
        if isOn, let obstacle = recordingObstacle() {
            logger.warning("A recording could not begin: \(obstacle.message)")
            return say(.error(.recording), to: id)
        }
        runner.post(.control(.record(isOn ? freshRecording() : nil), by: .host(id)))
    }

    /// Starts to record a session in the name of the API; returns the recording once it is in the log. Throws 409 when
    /// one runs, 503 and 507 when it cannot be.
    func startRecording(_ session: Session) async throws -> RecordingID {
        if let obstacle = recordingObstacle() { throw obstacle }
        let fresh = freshRecording()
        switch try await control(.record(fresh), room: session.roomID, session: session.id) {
        case .already: throw Problem(.conflict, "The session \(session.id) is being recorded already")
        case .unknown: throw Problem(.conflict, "The session \(session.id) has ended")
        case .done, .admitted, .refused: break
        }
        let end = clock.now + LiveRoom.recordingPatience
        while clock.now <= end {
            let current = await look(at: session.roomID)?.recording
            guard let current, current.fresh.id == fresh.id else { break }
            if current.stage == .on { return fresh.id }
            try await clock.sleep(until: clock.now + Self.recordingInterval)
        }
        _ = try await control(.record(nil), room: session.roomID, session: session.id)
        throw Problem(.unavailable, "The recording did not start: nobody sends sound or picture")
    }

    /// Stops a recording in the name of the API; returns once its end is in the log. Throws 409 when it must not be
    /// stopped or does not run.
    func stopRecording(_ recording: RecordingID, of session: Session) async throws {
        let current = await look(at: session.roomID)?.recording
        guard current?.fresh.id == recording else {
            throw Problem(.conflict, "The recording \(recording) does not run")
        }
        switch try await control(.record(nil), room: session.roomID, session: session.id) {
        case .refused: throw Problem(.conflict, "This room is always recorded: its recordings cannot be stopped")
        case .unknown: throw Problem(.conflict, "The recording \(recording) does not run")
        case .done, .admitted, .already: break
        }
        while let current = await look(at: session.roomID)?.recording, current.fresh.id == recording {
            try await clock.sleep(until: clock.now + Self.recordingInterval)
        }
    }

    /// How often it is looked whether a recording has begun or ended.
    private static let recordingInterval = Duration.milliseconds(100)

    /// Removes what was written for a recording of which nothing came: the log does not know it.
    func discard(_ media: String) async {
        let folder = RecordingFolder(media: media)
        let id = RecordingID(String(folder.path.split(separator: "/").last ?? ""))
        guard let found = try? await records.storage.read({ try $0.recording(id) != nil }), !found else { return }
        folder.remove()
    }

    /// Makes the folder that the media server is to write to. False when it cannot, or when the disk is too full.
    func makeRecordingFolder(_ media: String) -> Bool {
        if tooLittleSpace != nil {
            logger.error("A session is not recorded: the disk has too little free space")
            return false
        }
        do {
            try RecordingFolder(media: media).make()
            return true
        } catch {
            logger.error("A session is not recorded: its folder cannot be made: \(error)")
            return false
        }
    }
}
