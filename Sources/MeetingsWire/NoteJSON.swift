public import Meetings

/// The JSON of a note about a room, an extension.
public enum NoteJSON {
    /// Every field; the session as `null` where the note is about the room.
    public static func write(_ note: RoomNote) -> [UInt8] {
        JSONWriter.bytes { writer in writer.object { append(note, to: &$0) } }
    }

    /// Throws when a field is missing or has the wrong type.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> RoomNote { try note(FieldReader(body: bytes)) }

    static func append(_ note: RoomNote, to writer: inout JSONWriter) {
        writer.field("note_id", note.id.rawValue)
        writer.field("room_id", note.roomID.rawValue)
        writer.field("session_id", note.sessionID?.rawValue)
        writer.field("text", note.text)
        writer.field("operator", note.operatorName)
        writer.field("written_at", note.at)
    }

    static func note(_ fields: FieldReader) throws(WireError) -> RoomNote {
        RoomNote(
            id: NoteID(try fields.requiredString("note_id")), roomID: RoomID(try fields.requiredString("room_id")),
            sessionID: try fields.string("session_id").map { SessionID($0) }, text: try fields.requiredString("text"),
            operatorName: try fields.string("operator") ?? "", at: try fields.requiredTimestamp("written_at"))
    }
}

/// The JSON of the notes about one room.
public enum NoteListJSON {
    /// In the order given.
    public static func write(_ notes: [RoomNote]) -> [UInt8] {
        JSONWriter.bytes(capacity: 64 + notes.count * 256) { writer in
            writer.object { writer in
                writer.object("_embedded") { writer in
                    writer.array("notes") { writer in
                        for note in notes { writer.object { NoteJSON.append(note, to: &$0) } }
                    }
                }
            }
        }
    }

    /// Throws when a field is missing or has the wrong type.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> [RoomNote] {
        try FieldReader(body: bytes).embedded("notes").map { (fields) throws(WireError) in try NoteJSON.note(fields) }
    }
}

/// The JSON of a request that writes a note down.
public enum NewNoteJSON {
    /// Only the fields that say something.
    public static func write(_ wanted: NewNote) -> [UInt8] {
        JSONWriter.bytes { writer in
            writer.object { writer in
                writer.field("text", wanted.text)
                if !wanted.operatorName.isEmpty { writer.field("operator", wanted.operatorName) }
                if let session = wanted.sessionID { writer.field("session_id", session.rawValue) }
            }
        }
    }

    /// Throws, in the API's words, for what is no JSON, misses `text` or has a value of the wrong type.
    public static func read(_ bytes: [UInt8]) throws(Problem) -> NewNote {
        try Problem.refusingBody { () throws(WireError) in
            let fields = try FieldReader(body: bytes)
            return NewNote(
                text: try fields.requiredString("text"), operatorName: try fields.string("operator") ?? "",
                sessionID: try fields.string("session_id").map { SessionID($0) })
        }
    }
}
