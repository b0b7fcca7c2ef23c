import Meetings
import MeetingsMedia

/// How a session is recorded: begun by a person, the API or the room's own rule, told once the first file is on the disk,
/// and over once every file is closed.
extension LiveRoom {
    /// A recording of the session, from the wish for it to its end.
    struct SessionRecording: Hashable, Sendable {
        /// How far it is.
        enum Stage: Hashable, Sendable {
            /// Nothing is on the disk yet, and the log knows nothing of it.
            case starting
            case on
            /// The media server closes its files.
            case stopping
        }

        var fresh: FreshRecording
        var stage = Stage.starting
        /// Who began it; nil for the API and the room's rule.
        var by: String?
        /// When the first file was there.
        var since: Timestamp?
        /// When something has to have happened.
        var deadline: Timestamp?
    }

    /// How long files may take to appear before the wish is given up, and to be closed.
    static let recordingPatience = Duration.seconds(20)
    /// How long to wait before a recording that has to be is tried again.
    static let recordingPause = Duration.seconds(30)

    /// Begins to record, or stops (nil). Everybody in the session may where the room lets people record.
    mutating func record(
        _ fresh: FreshRecording?, by authority: Authority, now: Timestamp, _ outcome: inout Outcome
    ) {
        var name: String?
        switch authority {
        case .host(let connection):
            guard features.recording, let index = seatIndex(of: connection) else { return outcome.answer = .refused }
            name = seats[index].participant.name
        case .api(let session): if let session, session != sessionID { return outcome.answer = .unknown }
        }
        guard sessionID != nil else { return outcome.answer = .unknown }
        guard let fresh else { return stopRecording(&outcome, now: now) }
        guard recording == nil else { return outcome.answer = .already }
        beginRecording(fresh, by: name, now: now, &outcome)
    }

    mutating func beginRecording(
        _ fresh: FreshRecording, by name: String?, now: Timestamp, _ outcome: inout Outcome
    ) {
        recording = SessionRecording(
            fresh: fresh, by: name, deadline: fresh.isPatient ? nil : now + Self.recordingPatience)
        order(.record(folder: fresh.folder), &outcome)
        tellRecording(.starting, &outcome)
    }

    private mutating func stopRecording(_ outcome: inout Outcome, now: Timestamp) {
        guard let current = recording else { return outcome.answer = .unknown }
        guard !current.fresh.isAutomatic else { return outcome.answer = .refused }
        switch current.stage {
        case .starting: dropRecording(.off, &outcome)
        case .on:
            recording?.stage = .stopping
            recording?.deadline = now + Self.recordingPatience
            order(.record(folder: nil), &outcome)
            tellRecording(.stopping, &outcome)
        case .stopping: return
        }
    }

    /// Takes in what the media server made of it.
    mutating func hear(_ progress: RecordingProgress, now: Timestamp, _ outcome: inout Outcome) {
        guard let current = recording else { return }
        switch progress {
        case .started(current.fresh.folder): recordingStarted(now: now, &outcome)
        case .stopped(current.fresh.folder) where current.stage != .starting: endRecording(&outcome)
        case .failed(current.fresh.folder) where current.stage == .starting:
            guard current.fresh.isPatient else { return dropRecording(.failed, &outcome) }
            recording?.deadline = now + Self.recordingPause
            tellRecording(.failed, &outcome)
        case .started, .stopped, .failed: return
        }
    }

    private mutating func recordingStarted(now: Timestamp, _ outcome: inout Outcome) {
        guard let current = recording, current.stage == .starting, let sessionID else { return }
        recording?.stage = .on
        recording?.since = now
        recording?.deadline = nil
        outcome.facts.append(.recordingStarted(current.fresh.id, sessionID))
        tellRecording(.on, &outcome)
    }

    /// Does what is due when nothing happened in time.
    mutating func superviseRecording(now: Timestamp, _ outcome: inout Outcome) {
        guard let current = recording, let deadline = current.deadline, deadline <= now else { return }
        switch current.stage {
        case .starting:
            guard current.fresh.isPatient else { return dropRecording(.failed, &outcome) }
            recording?.deadline = nil
            order(.record(folder: nil), &outcome)
            order(.record(folder: current.fresh.folder), &outcome)
        case .on: recording?.deadline = nil
        case .stopping: endRecording(&outcome)
        }
    }

    /// Of a wish of which nothing came: the log knows nothing of it.
    private mutating func dropRecording(_ state: PageMessage.RecordingState, _ outcome: inout Outcome) {
        order(.record(folder: nil), &outcome)
        tellRecording(state, &outcome)
        recording = nil
    }

    private mutating func endRecording(_ outcome: inout Outcome) {
        guard let current = recording else { return }
        outcome.facts.append(.recordingEnded(current.fresh.id))
        tellRecording(.off, &outcome)
        recording = nil
    }

    /// What a page that comes now is told; nil while nothing is recorded.
    var recordingNews: PageMessage.RecordingNews? {
        recording.map { current in
            let state: PageMessage.RecordingState =
                switch current.stage {
                case .starting: .starting
                case .on: .on
                case .stopping: .stopping
                }
            return PageMessage.RecordingNews(state: state, since: current.since, by: current.by)
        }
    }

    private func tellRecording(_ state: PageMessage.RecordingState, _ outcome: inout Outcome) {
        tellEverybody(
            .recording(PageMessage.RecordingNews(state: state, since: recording?.since, by: recording?.by)), &outcome)
    }
}

/// A recording that may begin, with what was made outside for it.
struct FreshRecording: Hashable, Sendable {
    var id: RecordingID
    /// The folder that the media server writes to.
    var folder: String
    /// The room is always recorded: nobody stops it.
    var isAutomatic = false
    /// It begins whenever there is something to record.
    var isPatient = false
}

extension PageMessage {
    /// How the recording of the session goes.
    enum RecordingState: String, Hashable, Sendable {
        case off, starting, on, stopping, failed
    }

    /// What a page is told about the recording of its session.
    struct RecordingNews: Hashable, Sendable {
        var state: RecordingState
        var since: Timestamp?
        /// The name of who began it.
        var by: String?
    }
}
