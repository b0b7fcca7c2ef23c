public import Meetings

/// A recording as a filter sees it.
public struct RecordingSubject: FilterSubject {
    private let recording: Recording
    private let state: Surroundings
    private let now: Timestamp
    private let isMarked: Bool

    /// `surroundings` are those of the state that knows the recording's session.
    public init(_ recording: Recording, in surroundings: Surroundings, now: Timestamp, isMarked: Bool = false) {
        self.recording = recording
        state = surroundings
        self.now = now
        self.isMarked = isMarked
    }

    private var roomID: RoomID? { state.sessions[recording.sessionID]?.roomID }

    public var words: [String] {
        let status = recording.failure == nil ? recording.status.rawValue : "failed"
        let words = [recording.id.rawValue, recording.sessionID.rawValue, status]
        return roomID.flatMap { state.rooms[$0]?.room?.displayName }.map { words + [$0] } ?? words
    }

    public func values(of field: String) -> [FilterValue] {
        switch field {
        case "id": return [.text(recording.id.rawValue)]
        case "room": return state.names(of: roomID)
        case "session": return [.text(recording.sessionID.rawValue)]
        case "status": return [.text(recording.status.rawValue)]
        case "started": return recording.startedAt.map { [.time($0)] } ?? []
        case "ended": return recording.endedAt.map { [.time($0)] } ?? []
        case "url": return recording.url.map { [.text($0)] } ?? []
        case "length":
            guard let start = recording.startedAt else { return [] }
            guard let end = recording.endedAt ?? (recording.status < .stopped ? now : nil) else { return [] }
            return [.span(end - start)]
        default: return []
        }
    }

    public func has(_ flag: String) -> Bool {
        switch flag {
        case "running": recording.status == .started
        case "paused": recording.status == .paused
        case "stopped": recording.status == .stopped
        case "uploaded": recording.status == .uploaded
        case "failed": recording.failure != nil
        case "live": state.sessions[recording.sessionID]?.isLive == true
        case "marked": isMarked
        default: false
        }
    }
}
