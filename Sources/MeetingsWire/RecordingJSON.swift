public import Meetings

/// The JSON of one recording (API reference, *Recording*).
public enum RecordingJSON {
    /// Every field in the documented order; `_links` is empty until the recording is uploaded. Two extensions stand behind
    /// them while they have something to say: `failure` and `progress`.
    public static func write(_ recording: Recording) -> [UInt8] {
        JSONWriter.bytes { append(recording, to: &$0) }
    }

    /// Throws when `id`, `session_id` or `status` is missing or a field has the wrong type.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> Recording {
        try recording(FieldReader(body: bytes))
    }

    static func append(_ recording: Recording, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("id", recording.id.rawValue)
            writer.field("session_id", recording.sessionID.rawValue)
            writer.field("started_at", recording.startedAt)
            writer.field("ended_at", recording.endedAt)
            writer.field("status", recording.status.rawValue)
            writer.object("_links") { $0.link("url", recording.url) }
            if let failure = recording.failure { writer.field("failure", failure) }
            if let progress = recording.progress { writer.field("progress", progress) }
        }
    }

    static func recording(_ fields: FieldReader) throws(WireError) -> Recording {
        Recording(
            id: RecordingID(try fields.requiredString("id")),
            sessionID: SessionID(try fields.requiredString("session_id")),
            startedAt: try fields.timestamp("started_at"), endedAt: try fields.timestamp("ended_at"),
            status: try fields.required("status", fields.choice("status")), url: try fields.link("url"),
            failure: try fields.string("failure"), progress: try fields.number("progress"))
    }
}

/// The JSON of a session's recordings, on one page without page fields (API reference, *Recordings of a session*).
public enum RecordingListJSON {
    /// The recordings in the order given.
    public static func write(_ recordings: [Recording]) -> [UInt8] {
        JSONWriter.bytes(capacity: 64 + recordings.count * 384) { writer in
            writer.object { appendEmbedded(recordings, to: &$0) }
        }
    }

    static func appendEmbedded(_ recordings: [Recording], to writer: inout JSONWriter) {
        writer.object("_embedded") { writer in
            writer.array("recordings") { writer in recordings.forEach { RecordingJSON.append($0, to: &writer) } }
        }
    }

    /// Throws as `RecordingJSON.read` does, naming the recording as `_embedded` numbers it from 0.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> [Recording] {
        try FieldReader(body: bytes).embedded("recordings").map { (recording) throws(WireError) in
            try RecordingJSON.recording(recording)
        }
    }
}
