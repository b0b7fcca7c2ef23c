internal import GRDB
public import Meetings

/// Who waits to be let in, so that a restarted server can say that nobody does.
extension ReadTransaction {
    private static let waitingQuery =
        "SELECT participant_id, room_id, session_id, name, waits_for, since FROM waiting"

    /// Everyone who waits at a room, in the order of arrival.
    public func waiting(at room: RoomID) throws -> [WaitingPerson] {
        try rows("\(Self.waitingQuery) WHERE room_id = ? ORDER BY serial", [room.rawValue], WaitingPerson.init)
    }

    /// Everyone who waits at any room.
    public func waiting() throws -> [WaitingPerson] {
        try rows("\(Self.waitingQuery) ORDER BY serial", [], WaitingPerson.init)
    }

    /// Whether anybody waits at any room.
    public func isAnybodyWaiting() throws -> Bool { try exists("SELECT 1 FROM waiting LIMIT 1", []) }
}

extension WriteTransaction {
    /// Notes that someone waits, or now waits for something else. Throws `conflict` when there is no such room.
    public func insert(_ person: WaitingPerson, at now: Timestamp) throws {
        try execute(
            """
            INSERT INTO waiting(participant_id, room_id, session_id, name, waits_for, since) VALUES (?,?,?,?,?,?)
            ON CONFLICT (participant_id) DO UPDATE SET waits_for = excluded.waits_for
            """,
            [
                person.id.rawValue, person.roomID.rawValue, person.sessionID?.rawValue, person.name,
                person.waitsFor.rawValue, (person.since ?? now).milliseconds,
            ])
    }

    /// Notes that a wait is over. False when nobody of that id waits.
    @discardableResult
    public func delete(waiting person: ParticipantID) throws -> Bool {
        try execute("DELETE FROM waiting WHERE participant_id = ?", [person.rawValue]) > 0
    }
}

extension WaitingPerson {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: row.id(0), roomID: row.id(1), sessionID: row.optionalID(2), name: row[3], waitsFor: try row.choice(4),
            since: row.time(5))
    }
}
