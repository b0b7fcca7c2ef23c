public import Meetings

/// One line of a session's chat.
public struct StoredChatLine: Hashable, Sendable {
    /// Grows with each line of the session.
    public var number: Int
    public var participant: ParticipantID
    /// The participant's.
    public var name: String
    public var isHost: Bool
    public var text: String
    public var at: Timestamp
}
