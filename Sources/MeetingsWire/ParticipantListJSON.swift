public import Meetings

/// The JSON of everyone seen in one session: an extension, since the API names participants in callbacks only.
public enum ParticipantListJSON {
    /// Every field, times that are not known as `null`.
    public static func write(_ participants: [Participant]) -> [UInt8] {
        JSONWriter.bytes(capacity: 64 + participants.count * 320) { writer in
            writer.object { writer in
                writer.object("_embedded") { writer in
                    writer.array("participants") { writer in participants.forEach { append($0, to: &writer) } }
                }
            }
        }
    }

    /// Throws when an `id`, `session_id` or `room_id` is missing or a field has the wrong type.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> [Participant] {
        try FieldReader(body: bytes).embedded("participants").map { (fields) throws(WireError) in
            try participant(fields, id: "id")
        }
    }

    private static func append(_ participant: Participant, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("id", participant.id.rawValue)
            writer.field("session_id", participant.sessionID.rawValue)
            writer.field("room_id", participant.roomID.rawValue)
            writer.field("name", participant.name)
            writer.field("type", participant.role.rawValue)
            writer.field("is_host", participant.isHost)
            writer.field("joined_at", participant.joinedAt)
            writer.field("left_at", participant.leftAt)
        }
    }

    /// A participant whose id stands under `id`: callbacks call it `participant_id`. An unknown type is a guest's.
    static func participant(_ fields: FieldReader, id: String) throws(WireError) -> Participant {
        Participant(
            id: ParticipantID(try fields.requiredString(id)),
            sessionID: SessionID(try fields.requiredString("session_id")),
            roomID: RoomID(try fields.requiredString("room_id")), name: try fields.string("name") ?? "",
            role: try fields.string("type").flatMap { ParticipantRole(rawValue: $0) } ?? .guest,
            isHost: try fields.boolean("is_host") ?? false, joinedAt: try fields.timestamp("joined_at"),
            leftAt: try fields.timestamp("left_at"))
    }
}
