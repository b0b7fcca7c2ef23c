/// A session: from the moment when the first participant enters a room to the moment when the last one has left.
public struct Session: Hashable, Sendable {
    public var id: SessionID
    public var roomID: RoomID
    /// Nil where only a later event of the session is known.
    public var startedAt: Timestamp?
    /// Nil while the session is live.
    public var endedAt: Timestamp?

    public init(id: SessionID, roomID: RoomID, startedAt: Timestamp?, endedAt: Timestamp? = nil) {
        self.id = id
        self.roomID = roomID
        self.startedAt = startedAt
        self.endedAt = endedAt
    }

    public var isLive: Bool { endedAt == nil }
}

/// One visit of one person to a session. The API names participants only in callbacks.
public struct Participant: Hashable, Sendable {
    public var id: ParticipantID
    public var sessionID: SessionID
    public var roomID: RoomID
    /// What the person typed; hostile until scrubbed.
    public var name: String
    public var role: ParticipantRole
    /// The host marker. `role` is not: the documented callbacks show a host of type `Guest`.
    public var isHost: Bool
    /// Nil where the source does not say it: a callback body has no time.
    public var joinedAt: Timestamp?
    /// Nil while the person is inside, and where the source does not say it.
    public var leftAt: Timestamp?

    public init(
        id: ParticipantID, sessionID: SessionID, roomID: RoomID, name: String, role: ParticipantRole, isHost: Bool,
        joinedAt: Timestamp? = nil, leftAt: Timestamp? = nil
    ) {
        self.id = id
        self.sessionID = sessionID
        self.roomID = roomID
        self.name = name
        self.role = role
        self.isHost = isHost
        self.joinedAt = joinedAt
        self.leftAt = leftAt
    }
}

/// The `type` of a participant in callbacks. The raw values are the API's.
public enum ParticipantRole: String, Hashable, Sendable, CaseIterable {
    case guest = "Guest"
    case owner = "Owner"
}
