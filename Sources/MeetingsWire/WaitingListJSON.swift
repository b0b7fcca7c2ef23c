public import Meetings

/// The JSON of everyone who waits at one room, an extension.
public enum WaitingListJSON {
    /// Every field, a time that is not known as `null`.
    public static func write(_ people: [WaitingPerson]) -> [UInt8] {
        JSONWriter.bytes(capacity: 64 + people.count * 256) { writer in
            writer.object { writer in
                writer.object("_embedded") { writer in
                    writer.array("waiting") { writer in
                        for person in people {
                            writer.object { writer in
                                writer.field("participant_id", person.id.rawValue)
                                writer.field("name", person.name)
                                writer.field("waits_for", person.waitsFor.rawValue)
                                writer.field("since", person.since)
                            }
                        }
                    }
                }
            }
        }
    }

    /// The people who wait at `room`. Throws when a `participant_id` is missing or a field has the wrong type.
    public static func read(_ bytes: [UInt8], room: RoomID) throws(WireError) -> [WaitingPerson] {
        try FieldReader(body: bytes).embedded("waiting").map { (fields) throws(WireError) in
            try person(fields, room: room)
        }
    }

    /// Without a `room` the person names it. A reason that is not known counts as the stricter one, approval.
    static func person(_ fields: FieldReader, room: RoomID? = nil) throws(WireError) -> WaitingPerson {
        let own = try fields.string("room_id").map { RoomID($0) }
        return WaitingPerson(
            id: ParticipantID(try fields.requiredString("participant_id")),
            roomID: try fields.required("room_id", own ?? room),
            sessionID: try fields.string("session_id").map { SessionID($0) }, name: try fields.string("name") ?? "",
            waitsFor: try fields.string("waits_for").flatMap { WaitingReason(rawValue: $0) } ?? .approval,
            since: try fields.timestamp("since"))
    }
}
