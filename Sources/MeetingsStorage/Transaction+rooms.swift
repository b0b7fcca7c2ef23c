internal import GRDB
public import Meetings

/// Rooms: found by id, by meeting code, by place in the list, and by when they close.
extension ReadTransaction {
    // Put together once: doing so each time takes longer than a look-up.
    private static let roomByID = "SELECT \(StoredRoom.columns) FROM rooms WHERE id = ? AND application_id = ?"
    private static let roomByCode = "SELECT \(StoredRoom.columns) FROM rooms WHERE meeting_code = ?"

    /// The application's room of that id.
    public func room(_ id: RoomID, of application: ApplicationID) throws -> StoredRoom? {
        try first(Self.roomByID, [id.rawValue, application.rawValue], StoredRoom.init)
    }

    /// The room of that meeting code, whichever application owns it.
    public func room(meetingCode: String) throws -> StoredRoom? {
        try first(Self.roomByCode, [meetingCode], StoredRoom.init)
    }

    /// How many rooms the application has, closed ones included.
    public func roomCount(of application: ApplicationID) throws -> Int {
        try count("SELECT rooms FROM room_counts WHERE application_id = ?", [application.rawValue])
    }

    /// How many rooms of the application have the theme, closed ones included.
    func roomCount(of application: ApplicationID, theme: ThemeID) throws -> Int {
        try count(
            """
            SELECT c.rooms FROM themes t JOIN theme_counts c ON c.theme_id = t.id WHERE t.id = ? AND t.application_id = ?
            """, [theme.rawValue, application.rawValue])
    }

    /// How many of the application's rooms are open.
    public func availableRoomCount(of application: ApplicationID) throws -> Int {
        try count("SELECT available FROM room_counts WHERE application_id = ?", [application.rawValue])
    }

    /// The rooms of those ids that exist, of any application, in the order of the ids.
    public func rooms(ids: [RoomID]) throws -> [StoredRoom] { try ids.compactMap { try room($0) } }

    /// One page of the application's rooms, closed ones included. The cost does not grow with their number.
    public func rooms(of application: ApplicationID, in range: RoomRange) throws -> StoredRoomPage {
        // The theme's index holds the theme's rooms only; the application is still checked.
        let scope = range.theme == nil ? "application_id = ?" : "theme_id = ? AND application_id = ?"
        let scopeArguments: StatementArguments =
            range.theme.map { [$0.rawValue, application.rawValue] } ?? [application.rawValue]
        let backwards = range.start == nil && range.end != nil
        let limit = max(range.limit, 1)
        var rooms = try rows(
            """
            SELECT \(StoredRoom.columns) FROM rooms WHERE \(scope) AND serial >= ? AND serial < ?
            ORDER BY serial \(backwards ? "DESC" : "ASC") LIMIT ?
            """,
            scopeArguments + [range.start ?? 0, range.end ?? Int64.max, limit + 1], StoredRoom.init)
        let hasMore = rooms.count > limit
        if hasMore { rooms.removeLast() }
        if backwards { rooms.reverse() }
        let first = rooms.first?.serial ?? range.start ?? 0
        let last = rooms.last?.serial ?? range.end.map { $0 - 1 } ?? Int64.max
        let before = "SELECT 1 FROM rooms WHERE \(scope) AND serial < ? LIMIT 1"
        let after = "SELECT 1 FROM rooms WHERE \(scope) AND serial > ? LIMIT 1"
        return StoredRoomPage(
            rooms: rooms,
            total: try range.theme.map { try roomCount(of: application, theme: $0) } ?? roomCount(of: application),
            hasPrevious: try backwards ? hasMore : exists(before, scopeArguments + [first]),
            hasNext: try backwards ? exists(after, scopeArguments + [last]) : hasMore)
    }

    /// Open rooms whose time has come, the one that is longest overdue first.
    public func roomsDue(at now: Timestamp, limit: Int) throws -> [StoredRoom] {
        try rows(
            """
            SELECT \(StoredRoom.columns) FROM rooms WHERE is_available AND closes_at IS NOT NULL AND closes_at <= ?
            ORDER BY closes_at LIMIT ?
            """,
            [now.milliseconds, limit], StoredRoom.init)
    }

    /// When the next open room closes by itself; nil when none does.
    public func earliestClosing() throws -> Timestamp? {
        try first(
            """
            SELECT closes_at FROM rooms WHERE is_available AND closes_at IS NOT NULL ORDER BY closes_at LIMIT 1
            """
        ) { $0.time(0) }
    }
}

extension WriteTransaction {
    private static let insertion = """
        INSERT INTO rooms(\(StoredRoom.columns)) VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
        """

    /// Adds a room; its links are not stored. Throws `conflict` when the id or the meeting code is taken, and when the
    /// application or the theme does not exist.
    @discardableResult
    public func insert(
        _ room: Room, of application: ApplicationID, hostID: ParticipantID, closing: RoomClosing?
    ) throws -> StoredRoom {
        try importRoom(
            StoredRoom(serial: 0, applicationID: application, room: room, hostID: hostID, closing: closing))
    }

    /// Adds a room as it stands elsewhere, open or closed; it gets a serial of its own. Throws as `insert` does.
    @discardableResult
    public func importRoom(_ room: StoredRoom) throws -> StoredRoom {
        var stored = room
        stored.room.links = RoomLinks()
        try execute(Self.insertion, stored.arguments)
        stored.serial = database.lastInsertedRowID
        news.add(closing: stored.closing?.at)
        return stored
    }

    /// Replaces what a room update may change, and the display name. False when there is no such room.
    @discardableResult
    public func update(_ room: Room, of application: ApplicationID) throws -> Bool {
        try execute(
            """
            UPDATE rooms SET display_name = ?, metadata = ?, expires_at = ?, expire_after_use = ?, auto_record = ?,
                record_only_owner = ?, theme_id = ?, join_approval_level = ?, microphone_state = ?,
                rooms_callback_url = ?, sessions_callback_url = ?, recordings_callback_url = ?,
                recording_available = ?, chat_available = ?, whiteboard_available = ?,
                locale_switcher_available = ?, captions_available = ?, language = ?
            WHERE id = ? AND application_id = ?
            """,
            [
                room.displayName, room.metadata, room.expiresAt.milliseconds, room.expireAfterUse,
                room.recordingOptions.autoRecord, room.recordingOptions.recordOnlyOwner,
                room.themeID?.rawValue,
                room.joinApprovalLevel.rawValue, room.initialMicrophone.rawValue, room.callbackURLs.rooms,
                room.callbackURLs.sessions, room.callbackURLs.recordings, room.features.recording,
                room.features.chat,
                room.features.whiteboard, room.features.localeSwitcher, room.features.captions,
                room.language.rawValue, room.id.rawValue, application.rawValue,
            ]) > 0
    }

    /// Sets when an open room closes by itself, nil for not at all. False when it is closed already or unknown.
    @discardableResult
    public func setClosing(_ closing: RoomClosing?, of room: RoomID) throws -> Bool {
        news.add(closing: closing?.at)
        return try execute(
            "UPDATE rooms SET closes_at = ?, close_reason = ? WHERE id = ? AND is_available",
            [closing?.at.milliseconds, closing?.reason.rawValue, room.rawValue]) > 0
    }

    /// Closes a room for good; a nil `reason` means that a person did it. False when it is closed already or unknown.
    @discardableResult
    public func close(_ room: RoomID, at now: Timestamp, reason: RoomClosing.Reason?) throws -> Bool {
        try execute(
            """
            UPDATE rooms SET is_available = 0, closes_at = NULL, close_reason = ?, closed_at = ?
            WHERE id = ? AND is_available
            """,
            [reason?.rawValue, now.milliseconds, room.rawValue]) > 0
    }

    /// Deletes a room with its sessions, their participants and recordings; its events and callbacks stay. False when
    /// there is no such room. The recordings' files are the caller's to remove.
    @discardableResult
    public func delete(room id: RoomID, of application: ApplicationID) throws -> Bool {
        guard
            try exists(
                "SELECT 1 FROM rooms WHERE id = ? AND application_id = ?", [id.rawValue, application.rawValue])
        else { return false }
        for statement in [
            "DELETE FROM recordings WHERE room_id = ?",
            "DELETE FROM participants WHERE session_id IN (SELECT id FROM sessions WHERE room_id = ?)",
            "DELETE FROM sessions WHERE room_id = ?", "DELETE FROM rooms WHERE id = ?",
        ] {
            try execute(statement, [id.rawValue])
        }
        return true
    }
}
