internal import FoundationEssentials
internal import GRDB
public import Meetings

/// The event log: appended to with every change of state, read by the stream, the history and the deliveries.
extension ReadTransaction {
    private static let eventQuery =
        "SELECT seq, application_id, room_id, session_id, name, body, at FROM events"

    /// The application's events that follow `sequence`, the oldest first; with a `room`, only that room's.
    public func events(
        of application: ApplicationID, after sequence: Int64, room: RoomID? = nil, limit: Int
    ) throws -> [StoredEvent] {
        let scope = Self.scope(of: application, room: room)
        return try rows(
            "\(Self.eventQuery) WHERE \(scope.condition) AND seq > ? ORDER BY seq LIMIT ?",
            scope.arguments + [sequence, limit], StoredEvent.init)
    }

    /// The last `limit` of the application's events before `sequence`, the oldest of them first.
    public func events(
        of application: ApplicationID, before sequence: Int64, room: RoomID? = nil, limit: Int
    ) throws -> [StoredEvent] {
        let scope = Self.scope(of: application, room: room)
        return try rows(
            "\(Self.eventQuery) WHERE \(scope.condition) AND seq < ? ORDER BY seq DESC LIMIT ?",
            scope.arguments + [sequence, limit], StoredEvent.init
        ).reversed()
    }

    /// The sequence number of the newest event that the whole server ever had; 0 when there was none.
    public func lastSequence() throws -> Int64 {
        // The log itself may have been pruned away.
        try first("SELECT seq FROM sqlite_sequence WHERE name = 'events'") { $0[0] } ?? 0
    }

    /// The sequence number of the oldest event that is kept; nil when none is.
    public func oldestSequence() throws -> Int64? {
        try first("SELECT seq FROM events ORDER BY seq LIMIT 1") { $0[0] }
    }

    private static func scope(
        of application: ApplicationID, room: RoomID?
    ) -> (condition: String, arguments: StatementArguments) {
        guard let room else { return ("application_id = ?", [application.rawValue]) }
        // The plus keeps SQLite on the index of the room, which is the shorter one.
        return ("+application_id = ? AND room_id = ?", [application.rawValue, room.rawValue])
    }
}

extension WriteTransaction {
    /// Appends an event to the log and, when a URL is configured for its kind, the callback that carries it: the room's
    /// own URL or else the application's, with the room's metadata. Returns its sequence number.
    ///
    /// `room` should be named for every event that belongs to one, also where its body does not say so: it decides the
    /// order of the callbacks and the URL.
    @discardableResult
    public func append(
        _ name: EventName, of application: ApplicationID, room: RoomID?, session: SessionID? = nil,
        body: [UInt8],
        at now: Timestamp
    ) throws -> Int64 {
        try execute(
            "INSERT INTO events(application_id, room_id, session_id, name, body, at) VALUES (?,?,?,?,?,?)",
            [
                application.rawValue, room?.rawValue, session?.rawValue, name.rawValue, Data(body),
                now.milliseconds,
            ])
        let sequence = database.lastInsertedRowID
        news.lastSequence = sequence
        if let kind = name.callbackKind,
            let target = try callbackTarget(kind, of: application, room: room)
        {
            try enqueue(sequence, of: application, room: room, kind: kind, to: target, at: now)
        }
        return sequence
    }

    /// Where a callback goes, and what travels with it; nil when no URL is configured.
    private func callbackTarget(
        _ kind: CallbackKind, of application: ApplicationID, room: RoomID?
    ) throws -> (url: String, metadata: String?)? {
        let column =
            switch kind {
            case .rooms: "rooms_callback_url"
            case .sessions: "sessions_callback_url"
            case .recordings: "recordings_callback_url"
            }
        return try first(
            """
            SELECT coalesce(r.\(column), a.\(column)), r.metadata FROM applications a LEFT JOIN rooms r ON r.id = ?
            WHERE a.id = ?
            """, [room?.rawValue, application.rawValue]
        ) { row in
            (row[0] as String?).map { (url: $0, metadata: row[1] as String?) }
        } ?? nil
    }
}

extension StoredEvent {
    fileprivate init(_ row: Row) throws {
        self.init(
            sequence: row[0], applicationID: row.id(1), roomID: row.optionalID(2),
            sessionID: row.optionalID(3),
            name: row[4], body: row.bytes(5), at: row.time(6))
    }
}
