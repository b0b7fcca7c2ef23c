/// What an operator wrote down about a room, for the next one: a line on its timeline.
public struct RoomNote: Hashable, Sendable {
    public var id: NoteID
    public var roomID: RoomID
    /// The session that it is about, if any.
    public var sessionID: SessionID?
    /// The operator's words; hostile until scrubbed.
    public var text: String
    /// Who wrote it; may be empty. Hostile until scrubbed.
    public var operatorName: String
    public var at: Timestamp

    /// A note with these parts.
    public init(
        id: NoteID, roomID: RoomID, sessionID: SessionID? = nil, text: String, operatorName: String = "", at: Timestamp
    ) {
        self.id = id
        self.roomID = roomID
        self.sessionID = sessionID
        self.text = text
        self.operatorName = operatorName
        self.at = at
    }
}

/// Names a note. A UUID.
public struct NoteID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// What is sent to write a note down.
public struct NewNote: Hashable, Sendable {
    /// 1 to 1000 characters.
    public var text: String
    /// Up to 100 characters.
    public var operatorName: String
    /// A session of the room; nil where the note is about the room.
    public var sessionID: SessionID?

    /// A request with these parts.
    public init(text: String, operatorName: String = "", sessionID: SessionID? = nil) {
        self.text = text
        self.operatorName = operatorName
        self.sessionID = sessionID
    }

    /// Throws, in the API's words, what is wrong with it.
    public func validate() throws(Problem) {
        try FieldRules.text(text, field: "text", atMost: 1000)
        try FieldRules.length(operatorName, field: "operator", atMost: 100)
    }
}
