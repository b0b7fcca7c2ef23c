public import Meetings

/// The JSON of what an event says: the body of a callback, and `body` on the stream (API reference, *Callbacks*).
public enum EventJSON {
    /// For the published events exactly the documented fields in their order. Those of rooms and themes carry the whole
    /// room, without its host link, or the whole theme. `metadata`, the room's own text, is one more field at the end.
    public static func writeBody(_ body: EventBody, metadata: String? = nil) -> [UInt8] {
        JSONWriter.bytes { writer in
            writer.object { writer in
                writer.field("event", body.name.rawValue)
                append(body, to: &writer)
                if let metadata { writer.field("metadata", metadata) }
            }
        }
    }

    private static func append(_ body: EventBody, to writer: inout JSONWriter) {
        switch body {
        case .roomCreated(let room), .roomUpdated(let room):
            writer.key("room")
            RoomJSON.append(room, to: &writer, withHostLink: false)
        case .roomExpired(let room, let type, let expiresAt, let createdAt):
            writer.field("room_id", room.rawValue)
            writer.field("room_type", type.rawValue)
            writer.field("expires_at", expiresAt)
            writer.field("created_at", createdAt)
        case .themeCreated(let theme), .themeUpdated(let theme):
            writer.key("theme")
            ThemeJSON.append(theme, to: &writer)
        case .themeDeleted(let theme): writer.field("theme_id", theme.rawValue)
        case .roomDeleted(let room): writer.field("room_id", room.rawValue)
        case .sessionLocked(let session, let room), .sessionUnlocked(let session, let room):
            writer.field("session_id", session.rawValue)
            writer.field("room_id", room.rawValue)
        case .waitingJoined(let person), .waitingLeft(let person): append(person, to: &writer)
        case .alarmAcknowledged(let acknowledgement), .alarmSnoozed(let acknowledgement):
            AcknowledgementJSON.append(acknowledgement, to: &writer)
        case .alarmReopened(let key, let operatorName):
            writer.field("rule", key.rule.rawValue)
            writer.field("object", key.object)
            writer.field("operator", operatorName)
        case .noteAdded(let note): NoteJSON.append(note, to: &writer)
        case .sessionStarted(let session, let room, let startedAt):
            writer.field("session_id", session.rawValue)
            writer.field("room_id", room.rawValue)
            writer.field("started_at", startedAt)
        case .sessionEnded(let session, let room, let startedAt, let endedAt):
            writer.field("session_id", session.rawValue)
            writer.field("room_id", room.rawValue)
            writer.field("started_at", startedAt)
            writer.field("ended_at", endedAt)
        case .participantJoined(let participant), .participantLeft(let participant): append(participant, to: &writer)
        case .recordingStarted(let recording, let session): append(recording, of: session, to: &writer)
        case .recordingEnded(let recording, let session, let startedAt, let endedAt, let seconds):
            append(recording, of: session, to: &writer)
            writer.field("started_at", startedAt)
            writer.field("ended_at", endedAt)
            writer.field("duration", seconds)
        case .recordingUploaded(let recording, let session, let room, let startedAt, let endedAt, let seconds, let url):
            append(recording, of: session, to: &writer)
            writer.field("room_id", room.rawValue)
            writer.field("started_at", startedAt)
            writer.field("ended_at", endedAt)
            writer.field("duration", seconds)
            writer.field("url", url)
        case .recordingFailed(let recording, let session, let room, let reason):
            append(recording, of: session, to: &writer)
            writer.field("room_id", room.rawValue)
            writer.field("reason", reason)
        }
    }

    private static func append(_ person: WaitingPerson, to writer: inout JSONWriter) {
        writer.field("room_id", person.roomID.rawValue)
        if let session = person.sessionID { writer.field("session_id", session.rawValue) }
        writer.field("participant_id", person.id.rawValue)
        writer.field("name", person.name)
        writer.field("waits_for", person.waitsFor.rawValue)
    }

    private static func append(_ participant: Participant, to writer: inout JSONWriter) {
        writer.field("participant_id", participant.id.rawValue)
        writer.field("session_id", participant.sessionID.rawValue)
        writer.field("room_id", participant.roomID.rawValue)
        writer.field("name", participant.name)
        writer.field("type", participant.role.rawValue)
        writer.field("is_host", participant.isHost)
    }

    private static func append(_ recording: RecordingID, of session: SessionID, to writer: inout JSONWriter) {
        writer.field("recording_id", recording.rawValue)
        writer.field("session_id", session.rawValue)
    }
}
