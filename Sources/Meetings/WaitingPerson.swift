/// Someone who has asked to enter and is not in the session yet.
public struct WaitingPerson: Hashable, Sendable {
    /// The id that the person has as a participant once inside.
    public var id: ParticipantID
    public var roomID: RoomID
    /// The session that was live when the wait began; nil when there was none.
    public var sessionID: SessionID?
    /// What the person typed; hostile until scrubbed.
    public var name: String
    public var waitsFor: WaitingReason
    /// When the wait began; nil where the source does not say it.
    public var since: Timestamp?

    public init(
        id: ParticipantID, roomID: RoomID, sessionID: SessionID? = nil, name: String, waitsFor: WaitingReason,
        since: Timestamp? = nil
    ) {
        self.id = id
        self.roomID = roomID
        self.sessionID = sessionID
        self.name = name
        self.waitsFor = waitsFor
        self.since = since
    }
}

/// What someone waits for. The raw values are `waits_for` on the wire.
public enum WaitingReason: String, Hashable, Sendable, CaseIterable {
    /// A host has to come in.
    case host
    /// A host who is inside has to admit the person.
    case approval
}
