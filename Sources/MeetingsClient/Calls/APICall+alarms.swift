public import Meetings
import MeetingsWire

/// What operators decided about alarms, and their notes: what our server adds.
extension APICall where Answer == [AlarmAcknowledgement] {
    /// Every decision that still counts.
    public static func acknowledgements() -> APICall {
        APICall(.get, ["alarms"], read: AcknowledgementListJSON.read)
    }
}

extension APICall where Answer == AlarmAcknowledgement {
    /// Acknowledges or snoozes an alarm.
    public static func acknowledge(_ key: AlarmKey, _ wanted: NewAcknowledgement) -> APICall {
        APICall(
            .put, ["alarms", key.rule.rawValue, key.object], body: NewAcknowledgementJSON.write(wanted),
            read: AcknowledgementJSON.read)
    }
}

extension APICall where Answer == Void {
    /// Takes back what was decided about an alarm.
    public static func reopen(_ key: AlarmKey, operatorName: String = "") -> APICall {
        APICall(
            .delete, ["alarms", key.rule.rawValue, key.object],
            query: operatorName.isEmpty ? [] : [(name: "operator", value: operatorName)])
    }
}

extension APICall where Answer == [RoomNote] {
    /// The notes about a room, the oldest first.
    public static func notes(of room: RoomID) -> APICall {
        APICall(.get, ["rooms", room.rawValue, "notes"], read: NoteListJSON.read)
    }
}

extension APICall where Answer == RoomNote {
    /// Writes a note about a room down.
    public static func addNote(_ note: NewNote, to room: RoomID) -> APICall {
        APICall(.post, ["rooms", room.rawValue, "notes"], body: NewNoteJSON.write(note), read: NoteJSON.read)
    }
}
