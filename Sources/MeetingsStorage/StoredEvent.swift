public import Meetings

/// One line of the event log.
public struct StoredEvent: Hashable, Sendable {
    /// The place in the log of the whole server, from 1, rising by one.
    public var sequence: Int64
    public var applicationID: ApplicationID
    public var roomID: RoomID?
    public var sessionID: SessionID?
    /// The event's name as it was logged.
    public var name: String
    /// The exact JSON text, UTF-8: what the stream and the callbacks carry.
    public var body: [UInt8]
    /// When it happened, by the server's clock.
    public var at: Timestamp

    public init(
        sequence: Int64, applicationID: ApplicationID, roomID: RoomID?, sessionID: SessionID?,
        name: String,
        body: [UInt8], at: Timestamp
    ) {
        self.sequence = sequence
        self.applicationID = applicationID
        self.roomID = roomID
        self.sessionID = sessionID
        self.name = name
        self.body = body
        self.at = at
    }
}
