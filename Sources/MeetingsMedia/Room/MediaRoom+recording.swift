import Logging
import Meetings

/// Recording: the media server says it records also where it does not, so the files on the disk are what counts.
extension MediaRoom {
    /// How long a file may take to appear once media comes in, and to be closed once it is to end.
    private static let fileTimeout = Duration.seconds(5)
    private static let fileInterval = Duration.milliseconds(100)

    func setRecording(_ folder: String?) async {
        guard folder != recording?.folder else { return }
        await finishRecording()
        guard let folder else { return }
        recording = RecordingWatch(folder: folder)
        for id in members.keys { enqueue(.record, for: id) }
        if members.values.contains(where: \.isConnected) { watchFiles() }
    }

    /// Starts or ends someone's files, as the session is recorded or not.
    func record(_ id: ParticipantID, _ room: any EngineRoom) async throws {
        guard let member = members[id], !member.tracks.isEmpty, !member.isRecorded else { return }
        guard let path = recording?.nextPath(for: id) else { return }
        members[id]?.isRecorded = true
        try await room.record(id, to: path)
    }

    /// Looks for the first file as long as one may take.
    func watchFiles() {
        guard let watch = recording, !watch.isSeen, !watch.isWatched else { return }
        recording?.isWatched = true
        let end = clock.now + Self.fileTimeout
        lookForFiles(in: watch.folder, until: end)
    }

    private func lookForFiles(in folder: String, until end: Timestamp) {
        guard recording?.folder == folder, let watch = recording else { return }
        if watch.hasFiles {
            recording?.isSeen = true
            return tell(.recording(.started(folder: folder)))
        }
        guard clock.now < end else {
            recording?.isWatched = false
            return tell(.recording(.failed(folder: folder)))
        }
        later(Self.fileInterval) { $0.lookForFiles(in: folder, until: end) }
    }

    /// Ends every file, and tells once all are complete.
    func finishRecording() async {
        guard let watch = recording else { return }
        recording = nil
        if let room {
            for id in members.keys where members[id]?.isRecorded == true {
                members[id]?.isRecorded = false
                do { try await room.record(id, to: nil) } catch {
                    logger.warning("A recording of a participant did not end: \(error)")
                }
            }
        }
        let end = clock.now + Self.fileTimeout
        while watch.hasOpenFiles, clock.now < end {
            guard (try? await clock.sleep(until: clock.now + Self.fileInterval)) != nil else { break }
        }
        tell(.recording(.stopped(folder: watch.folder)))
    }
}
