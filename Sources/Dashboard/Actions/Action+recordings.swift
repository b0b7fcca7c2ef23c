import TerminalUI

/// What can be done to recordings.
extension Action {
    static let recordingActions: [Action] = [
        Action(
            id: "delete-recording", title: "Delete", keys: [[.character("D")]], contexts: [.recordings, .recording],
            level: .danger, hint: "delete", call: "DELETE /recordings/{id}", verb: "recordings delete",
            unavailable: { $0.targets.isEmpty ? "there is no recording here" : nil },
            run: { $0.open(.deletion($0.targets)) }),
        Action(
            id: "retry-recording", title: "Try again to make the film", keys: [[.character("R")]],
            contexts: [.recordings, .recording], level: .write, hint: "retry", hintContexts: [.recording],
            call: "POST /recordings/{id}/retry", verb: "recordings retry",
            unavailable: { $0.reasonNotToRetryRecording }, run: { $0.retryRecordings() }),
    ]
}
