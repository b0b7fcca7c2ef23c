public import Meetings

/// A session as listings tell it: with the room's name and the totals that an operator asks for.
public struct SessionSummary: Hashable, Sendable {
    public var session: Session
    /// The room's name, as chosen by its creator; hostile until scrubbed.
    public var roomDisplayName: String
    /// How many participants the session has had, those who left included.
    public var people: Int
    /// True when the session has at least one recording.
    public var isRecorded: Bool
    /// Participant-minutes.
    public var billedMinutes: Double
    /// The lengths of the session's recordings, summed, in minutes.
    public var recordedMinutes: Double
    /// Whether guests are kept out; nil where the source does not say it.
    public var isLocked: Bool?

    public init(
        session: Session, roomDisplayName: String, people: Int, isRecorded: Bool = false, billedMinutes: Double = 0,
        recordedMinutes: Double = 0, isLocked: Bool? = nil
    ) {
        self.session = session
        self.roomDisplayName = roomDisplayName
        self.people = people
        self.isRecorded = isRecorded
        self.billedMinutes = billedMinutes
        self.recordedMinutes = recordedMinutes
        self.isLocked = isLocked
    }
}

/// The JSON of one session. `end_time` is `null` while the session is live; `locked` is left out where it is nil.
public enum SessionJSON {
    /// Every field in the order of the API, times that are not known as `null`; then, where they are given, the
    /// session's recordings as `_embedded.recordings`, where the official Node client looks for them.
    public static func write(_ summary: SessionSummary, recordings: [Recording]? = nil) -> [UInt8] {
        JSONWriter.bytes { append(summary, recordings: recordings, to: &$0) }
    }

    /// Throws when `id` or `room_id` is missing or a field has the wrong type.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> SessionSummary {
        try summary(FieldReader(body: bytes))
    }

    static func append(_ summary: SessionSummary, recordings: [Recording]? = nil, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("id", summary.session.id.rawValue)
            writer.field("room_id", summary.session.roomID.rawValue)
            writer.field("room_display_name", summary.roomDisplayName)
            writer.field("start_time", summary.session.startedAt)
            writer.field("end_time", summary.session.endedAt)
            writer.field("is_recorded", summary.isRecorded)
            writer.field("participants_number", summary.people)
            writer.field("billed_time", summary.billedMinutes)
            writer.field("recordings_time", summary.recordedMinutes)
            if let isLocked = summary.isLocked { writer.field("locked", isLocked) }
            if let recordings { RecordingListJSON.appendEmbedded(recordings, to: &writer) }
        }
    }

    static func summary(_ fields: FieldReader) throws(WireError) -> SessionSummary {
        SessionSummary(
            session: Session(
                id: SessionID(try fields.requiredString("id")), roomID: RoomID(try fields.requiredString("room_id")),
                startedAt: try fields.timestamp("start_time"), endedAt: try fields.timestamp("end_time")),
            roomDisplayName: try fields.string("room_display_name") ?? "",
            people: try fields.count("participants_number", otherwise: 0),
            isRecorded: try fields.boolean("is_recorded") ?? false,
            billedMinutes: try fields.number("billed_time") ?? 0,
            recordedMinutes: try fields.number("recordings_time") ?? 0, isLocked: try fields.boolean("locked"))
    }
}
