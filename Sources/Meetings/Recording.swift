/// A recording of a session (API reference, *Recording*).
public struct Recording: Hashable, Sendable {
    public var id: RecordingID
    public var sessionID: SessionID
    public var startedAt: Timestamp?
    public var endedAt: Timestamp?
    public var status: RecordingStatus
    /// Where the MP4 can be fetched, once uploaded.
    public var url: String?
    /// Why there is no file and will be none; an extension.
    public var failure: String?
    /// How much of the film is made, from 0 to 1, while it is being made; an extension.
    public var progress: Double?

    public init(
        id: RecordingID, sessionID: SessionID, startedAt: Timestamp? = nil, endedAt: Timestamp? = nil,
        status: RecordingStatus, url: String? = nil, failure: String? = nil, progress: Double? = nil
    ) {
        self.id = id
        self.sessionID = sessionID
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.status = status
        self.url = url
        self.failure = failure
        self.progress = progress
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
