/// A recording of a session (API reference, *Recording*).
public struct Recording: Hashable, Sendable {
    public var id: RecordingID
    public var sessionID: SessionID
    public var startedAt: Timestamp?
    public var endedAt: Timestamp?
    public var status: RecordingStatus
    /// Where the MP4 can be fetched, once uploaded.
    public var url: String?

    public init(
        id: RecordingID, sessionID: SessionID, startedAt: Timestamp? = nil, endedAt: Timestamp? = nil,
        status: RecordingStatus, url: String? = nil
    ) {
        self.id = id
        self.sessionID = sessionID
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.status = status
        self.url = url
    }
}

/// The states of a recording, in the order in which they follow each other. The raw values are the API's.
public enum RecordingStatus: String, Hashable, Sendable, CaseIterable, Comparable {
    case started, paused, stopped, uploaded

    private var order: Int {
        switch self {
        case .started: 0
        case .paused: 1
        case .stopped: 2
        case .uploaded: 3
        }
    }

    public static func < (left: RecordingStatus, right: RecordingStatus) -> Bool { left.order < right.order }
}
