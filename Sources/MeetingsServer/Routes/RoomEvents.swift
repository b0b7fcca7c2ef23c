import Meetings
import MeetingsStorage
import MeetingsWire

/// Appends events to the log inside the transaction that changes what they tell.
struct RoomEvents {
    /// What happened to a room.
    enum Kind {
        case created, updated
    }

    let links: Links
    let transaction: WriteTransaction

    /// Tells that a room was made or changed, without its host link. Returns the theme that the room shows.
    @discardableResult
    func append(_ kind: Kind, _ stored: StoredRoom, at now: Timestamp) throws -> Theme? {
        let theme = try stored.theme(in: transaction)
        let room = links.announced(stored.room, theme: theme)
        let body: EventBody = kind == .created ? .roomCreated(room) : .roomUpdated(room)
        try Self.append(body, application: stored.applicationID, at: now, in: transaction)
        return theme
    }

    /// Appends one event with its documented body; a callback that a URL is configured for is written with it. The body
    /// of a callback ends with the room's metadata, where it has any. `room` is to be named where the body does not.
    static func append(
        _ body: EventBody, application: ApplicationID, room: RoomID? = nil, at now: Timestamp,
        in transaction: WriteTransaction
    ) throws {
        let room = room ?? body.roomID
        let metadata =
            body.name.callbackKind == nil ? nil : try room.flatMap { try transaction.room($0)?.room.metadata }
        try transaction.append(
            body.name, of: application, room: room, session: body.sessionID,
            body: EventJSON.writeBody(body, metadata: metadata), at: now)
    }
}

extension StoredRoom {
    /// The theme that the room shows: its own, or else its application's default.
    func effectiveThemeID(_ application: StoredApplication) -> ThemeID? { room.themeID ?? application.defaultThemeID }

    /// The theme itself; nil where there is none.
    func theme(in transaction: ReadTransaction) throws -> Theme? { try transaction.theme(of: self) }
}

extension WriteTransaction {
    /// Stores a room and, from the facts stored with it, when it will close.
    ///
    /// After the last one left, an instant room's `expires_at` says when it will close now.
    func updateAndReplan(_ stored: StoredRoom, room: Room) throws -> StoredRoom {
        var replanned = stored
        replanned.room = room
        guard room.isAvailable else { return replanned }
        replanned.closing = RoomClosing.planned(
            for: room, isLive: try liveSession(of: room.id) != nil, lastSessionEndedAt: try lastSessionEnd(of: room.id))
        if room.type == .instant, let closing = replanned.closing { replanned.room.expiresAt = closing.at }
        if replanned.room != stored.room { try update(replanned.room, of: stored.applicationID) }
        if replanned.closing != stored.closing { try setClosing(replanned.closing, of: room.id) }
        return replanned
    }
}
