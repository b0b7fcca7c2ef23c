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

    /// The alarm about it, if there is one.
    static func trouble(_ recording: Recording, in model: Model) -> Alarm? {
        model.alarmBoard.all.first {
            ($0.rule == .recordingLate || $0.rule == .recordingStalled) && $0.key.object == recording.id.rawValue
        }
    }

    /// Its state in words: what needs a person first.
    static func state(_ recording: Recording, in model: Model) -> (text: String, role: Role) {
        if recording.failure != nil { return ("FAILED", .warning) }
        if let trouble = trouble(recording, in: model) {
            let span = TimeText.short(max(.zero, model.now - trouble.since))
            return (trouble.rule == .recordingLate ? "LATE \(span)" : "STALL \(span)", .warning)
        }
        switch recording.status {
        case .started: return ("REC running", .recording)
        case .paused: return ("paused", .text)
        case .stopped:
            guard let progress = recording.progress, progress > 0 else { return ("uploading", .text) }
            return ("making \(Int(progress * 100))%", .text)
        case .uploaded: return ("uploaded", .text)
        }
    }

    /// What a room's row says of its recording: `OFF?` where one should run, `STALL` and `LATE` where one went wrong.
    static func room(_ room: KnownRoom, in model: Model, columns: Int) -> ListCell {
        if model.worstAlarm[room.id] != nil {
            for alarm in model.alarms where alarm.room == room.id {
                switch alarm.rule {
                case .recordingMissing: return ListCell("OFF?", .warning)
                case .recordingStalled: return ListCell("STALL", .warning)
                case .recordingLate where columns < 7: return ListCell("LATE", .warning)
                case .recordingLate:
                    return ListCell("LATE" + TimeText.coarse(max(.zero, model.now - alarm.since)), .warning)
                default: continue
                }
            }
        }
        if room.recordings > 0 { return ListCell("REC", .recording) }
        return ListCell(room.room?.recordingOptions.autoRecord == true ? "auto" : "–", .faint)
    }
}
