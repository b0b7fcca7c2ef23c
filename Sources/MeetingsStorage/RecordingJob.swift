public import Meetings

/// The work of making a recording's film, until it is done or given up.
public struct RecordingJob: Hashable, Sendable {
    public var recordingID: RecordingID
    /// How often it was begun since it last got on.
    public var attempts: Int
    /// When it is tried next.
    public var dueAt: Timestamp
    /// How much is done, from 0 to 1.
    public var progress: Double
    /// Why the last attempt did not succeed.
    public var error: String?

    public init(
        recordingID: RecordingID, attempts: Int = 0, dueAt: Timestamp, progress: Double = 0, error: String? = nil
    ) {
        self.recordingID = recordingID
        self.attempts = attempts
        self.dueAt = dueAt
        self.progress = progress
        self.error = error
    }
}
