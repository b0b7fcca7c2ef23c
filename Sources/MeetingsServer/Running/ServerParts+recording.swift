import Meetings
import MeetingsMedia

extension ServerParts {
    var recordingReconciler: RecordingReconciler {
        RecordingReconciler(storage: storage, files: recordingFiles, clock: clock, logger: logger)
    }

    var recordingWork: RecordingWork {
        let downloads = DownloadLink(key: uploadKey)
        return RecordingWork(
            storage: storage, reconciler: recordingReconciler, files: recordingFiles,
            settings: configuration.recording,
            link: { [links, clock] id in links.publicURL + downloads.path(to: id, now: clock.now) }, clock: clock,
            logger: logger)
    }
}
