internal import GRDB
public import Meetings

/// What operators wrote down about rooms; gone with the room.
extension ReadTransaction {
    /// The newest notes about a room, at most `limit`, the oldest of them first.
    public func notes(of room: RoomID, limit: Int) throws -> [RoomNote] {
        try rows(
            """
            SELECT id, room_id, session_id, text, operator, at FROM notes WHERE room_id = ?
            ORDER BY serial DESC LIMIT ?
            """, [room.rawValue, limit], RoomNote.init
        ).reversed()
    }
}

extension WriteTransaction {
    /// Writes a note down. Throws `conflict` when there is no such room.
    public func insert(_ note: RoomNote) throws {
        try execute(
            "INSERT INTO notes(id, room_id, session_id, text, operator, at) VALUES (?,?,?,?,?,?)",
            [
                note.id.rawValue, note.roomID.rawValue, note.sessionID?.rawValue, note.text, note.operatorName,
                note.at.milliseconds,
            ])
    }
}

extension RoomNote {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: row.id(0), roomID: row.id(1), sessionID: row.optionalID(2), text: row[3], operatorName: row[4],
            at: row.time(5))
    }
}
