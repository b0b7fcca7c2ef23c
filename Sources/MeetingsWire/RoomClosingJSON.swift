public import Meetings

/// When and why a room closes or closed, an extension.
public struct RoomClosingStatus: Hashable, Sendable {
    public var roomID: RoomID
    public var isAvailable: Bool
    /// The next closing; nil when the room is closed, and for an instant room while a session is live.
    public var closing: RoomClosing?
    /// Nil while the room is open.
    public var closedAt: Timestamp?
    /// A word of `RoomClosing.Reason`, or `operator` for a room that a person closed; nil while the room is open.
    public var closedReason: String?

    public init(
        roomID: RoomID, isAvailable: Bool, closing: RoomClosing? = nil, closedAt: Timestamp? = nil,
        closedReason: String? = nil
    ) {
        self.roomID = roomID
        self.isAvailable = isAvailable
        self.closing = closing
        self.closedAt = closedAt
        self.closedReason = closedReason
    }
}

/// The JSON of a room's closing.
public enum RoomClosingJSON {
    /// Every field, what is not so as `null`.
    public static func write(_ status: RoomClosingStatus) -> [UInt8] {
        JSONWriter.bytes { writer in
            writer.object { writer in
                writer.field("room_id", status.roomID.rawValue)
                writer.field("is_available", status.isAvailable)
                writer.field("closes_at", status.closing?.at)
                writer.field("reason", status.closing?.reason.rawValue)
                writer.field("closed_at", status.closedAt)
                writer.field("closed_reason", status.closedReason)
            }
        }
    }

    /// Throws when `room_id` is missing or a field has the wrong type.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> RoomClosingStatus {
        let fields = try FieldReader(body: bytes)
        let reason: RoomClosing.Reason? = try fields.choice("reason")
        let time = try fields.timestamp("closes_at")
        return RoomClosingStatus(
            roomID: RoomID(try fields.requiredString("room_id")),
            isAvailable: try fields.boolean("is_available") ?? true,
            closing: reason.flatMap { reason in time.map { RoomClosing(at: $0, reason: reason) } },
            closedAt: try fields.timestamp("closed_at"), closedReason: try fields.string("closed_reason"))
    }
}
