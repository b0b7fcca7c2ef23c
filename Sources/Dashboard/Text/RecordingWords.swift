import Meetings
import MeetingsStore
import TerminalUI

/// What the screens say of a recording.
enum RecordingWords {
    /// How long it is, or has become.
    static func length(_ recording: Recording, in model: Model) -> String {
        guard let start = recording.startedAt else { return "–" }
        let end = recording.endedAt ?? (recording.status < .stopped ? model.now : nil)
        return end.map { TimeText.elapsed($0 - start) } ?? "–"
    }

    /// Its state in words: what needs a person first.
    static func state(_ recording: Recording, in model: Model) -> (text: String, role: Role) {
        let isLive = model.state.sessions[recording.sessionID]?.isLive == true
        switch recording.status {
        case .started where !isLive: return ("STALL  the session is over", .warning)
        case .started: return ("REC running", .recording)
        case .paused: return ("paused", .text)
        case .uploaded: return ("uploaded", .text)
        case .stopped:
            guard let end = recording.endedAt, model.now - end > lateAfter else { return ("stopped, uploading", .text) }
            return ("LATE \(TimeText.short(model.now - end))", .warning)
        }
    }

    /// A recording that is not uploaded by then is late.
    private static let lateAfter = Duration.seconds(600)
}
