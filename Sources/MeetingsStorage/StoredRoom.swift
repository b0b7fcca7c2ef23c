public import Meetings

/// A room with what the server alone knows of it.
public struct StoredRoom: Hashable, Sendable {
    /// The place in the order of creation over all applications, from 1: the cursor of the API's pages.
    public var serial: Int64
    public var applicationID: ApplicationID
    /// Its links are empty: they are made anew for each answer.
    public var room: Room
    /// The participant id inside the host link's token.
    public var hostID: ParticipantID
    /// When it will close and why; nil when it is closed already, and when it does not close by itself just now.
    public var closing: RoomClosing?
    /// Why it closed; nil while it is open, and when a person closed it.
    public var closeReason: RoomClosing.Reason?
    /// When it closed; nil while it is open.
    public var closedAt: Timestamp?

    public init(
        serial: Int64, applicationID: ApplicationID, room: Room, hostID: ParticipantID,
        closing: RoomClosing? = nil,
        closeReason: RoomClosing.Reason? = nil, closedAt: Timestamp? = nil
    ) {
        self.serial = serial
        self.applicationID = applicationID
        self.room = room
        self.hostID = hostID
        self.closing = closing
        self.closeReason = closeReason
        self.closedAt = closedAt
    }
}

/// Which rooms to read, by serial (API reference, *List rooms*).
public struct RoomRange: Hashable, Sendable {
    /// The first serial to include.
    public var start: Int64?
    /// The serial to stop before. Without a `start` the page is the last one before it.
    public var end: Int64?
    /// The most rooms of a page, at least 1.
    public var limit: Int
    /// Only rooms of this theme.
    public var theme: ThemeID?

    public init(start: Int64? = nil, end: Int64? = nil, limit: Int, theme: ThemeID? = nil) {
        self.start = start
        self.end = end
        self.limit = limit
        self.theme = theme
    }
}

/// Some rooms of an application, in the order of creation.
public struct StoredRoomPage: Hashable, Sendable {
    public var rooms: [StoredRoom]
    /// How many rooms there are on all pages, whatever `start` and `end` say.
    public var total: Int
    /// True when a room comes before the first one here.
    public var hasPrevious: Bool
    /// True when a room comes after the last one here; with a `start`, one before the `end`.
    public var hasNext: Bool

    public init(rooms: [StoredRoom], total: Int, hasPrevious: Bool, hasNext: Bool) {
        self.rooms = rooms
        self.total = total
        self.hasPrevious = hasPrevious
        self.hasNext = hasNext
    }
}
