import Meetings
import MeetingsStore

/// Films that were not made.
extension Model {
    /// The recordings here that failed and whose film may still be made: what was uploaded once has no media any more.
    private var failedHere: [RecordingID] {
        targets.compactMap { object in
            guard case .recording(let id) = object, let recording = state.recordings[id]?.recording,
                recording.failure != nil, recording.status == .stopped
            else { return nil }
            return id
        }
    }

    var reasonNotToRetryRecording: String? { failedHere.isEmpty ? "no recording here failed to become a film" : nil }

    mutating func retryRecordings() -> [Effect] {
        let items = failedHere.map { id in
            Batch.Item(
                object: .recording(id), name: room(of: .recording(id))?.title ?? "recording",
                request: .retryRecording(id))
        }
        guard items.count > 1 else { return carryOut(items) }
        return confirm(Plan(sentence: "\(items.count) films will be tried again", items: items), key: "retry-recording")
    }
}
