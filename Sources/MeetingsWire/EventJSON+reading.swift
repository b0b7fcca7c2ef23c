public import Meetings

extension EventJSON {
    /// What a callback or an event of the stream says, under its present or an earlier name. Throws `unknown_event` for
    /// a name that means nothing here, which a receiver may well ignore.
    public static func readBody(_ bytes: [UInt8]) throws(WireError) -> EventBody {
        let fields = try FieldReader(body: bytes)
        let text = try fields.requiredString("event")
        guard let name = eventName(text) else {
            throw WireError(.unknownEvent, "The event \"\(text.scrubbed(limit: 80))\" is not known")
        }
        return try body(name, fields)
    }

    /// The event of a name. Drafts of 2021 had hyphens for colons; `recording:ready` was the name of
    /// `recording:uploaded` and tables of the guide left `session:` out for participants.
    static func eventName(_ text: String) -> EventName? {
        if let name = EventName(rawValue: text) { return name }
        let colons = String(text.map { $0 == "-" ? ":" : $0 })
        switch colons {
        case "recording:ready": return .recordingUploaded
        case "participant:joined": return .participantJoined
        case "participant:left": return .participantLeft
        default: return EventName(rawValue: colons)
        }
    }

    private static func body(_ name: EventName, _ fields: FieldReader) throws(WireError) -> EventBody {
        switch name {
        case .roomCreated: .roomCreated(try room(fields))
        case .roomUpdated: .roomUpdated(try room(fields))
        case .roomExpired:
            .roomExpired(
                room: RoomID(try fields.requiredString("room_id")),
                type: try fields.required("room_type", fields.choice("room_type")),
                expiresAt: try fields.requiredTimestamp("expires_at"),
                createdAt: try fields.requiredTimestamp("created_at"))
        case .themeCreated: .themeCreated(try theme(fields))
        case .themeUpdated: .themeUpdated(try theme(fields))
        case .themeDeleted: .themeDeleted(ThemeID(try fields.requiredString("theme_id")))
        case .roomDeleted: .roomDeleted(RoomID(try fields.requiredString("room_id")))
        case .waitingJoined: .waitingJoined(try WaitingListJSON.person(fields))
        case .waitingLeft: .waitingLeft(try WaitingListJSON.person(fields))
        case .participantJoined: .participantJoined(try ParticipantListJSON.participant(fields, id: "participant_id"))
        case .participantLeft: .participantLeft(try ParticipantListJSON.participant(fields, id: "participant_id"))
        case .sessionStarted, .sessionEnded, .sessionLocked, .sessionUnlocked:
            try sessionBody(name, fields)
        case .recordingStarted, .recordingEnded, .recordingUploaded, .recordingFailed: try recordingBody(name, fields)
        case .alarmAcknowledged: .alarmAcknowledged(try AcknowledgementJSON.acknowledgement(fields))
        case .alarmSnoozed: .alarmSnoozed(try AcknowledgementJSON.acknowledgement(fields))
        case .alarmReopened:
            .alarmReopened(
                try AcknowledgementJSON.key(fields), operatorName: try fields.string("operator") ?? "")
        case .noteAdded: .noteAdded(try NoteJSON.note(fields))
        }
    }

    private static func sessionBody(_ name: EventName, _ fields: FieldReader) throws(WireError) -> EventBody {
        let session = SessionID(try fields.requiredString("session_id"))
        let room = RoomID(try fields.requiredString("room_id"))
        if name == .sessionLocked { return .sessionLocked(session: session, room: room) }
        if name == .sessionUnlocked { return .sessionUnlocked(session: session, room: room) }
        let startedAt = try fields.requiredTimestamp("started_at")
        if name == .sessionStarted { return .sessionStarted(session: session, room: room, startedAt: startedAt) }
        return .sessionEnded(
            session: session, room: room, startedAt: startedAt, endedAt: try fields.requiredTimestamp("ended_at"))
    }

    private static func recordingBody(_ name: EventName, _ fields: FieldReader) throws(WireError) -> EventBody {
        let session = SessionID(try fields.requiredString("session_id"))
        let recording = RecordingID(try fields.requiredString("recording_id"))
        if name == .recordingStarted { return .recordingStarted(recording: recording, session: session) }
        if name == .recordingFailed {
            return .recordingFailed(
                recording: recording, session: session, room: RoomID(try fields.requiredString("room_id")),
                reason: try fields.requiredString("reason"))
        }
        let startedAt = try fields.requiredTimestamp("started_at")
        let endedAt = try fields.requiredTimestamp("ended_at")
        let seconds = try seconds(fields)
        if name == .recordingEnded {
            return .recordingEnded(
                recording: recording, session: session, startedAt: startedAt, endedAt: endedAt, seconds: seconds)
        }
        return .recordingUploaded(
            recording: recording, session: session, room: RoomID(try fields.requiredString("room_id")),
            startedAt: startedAt, endedAt: endedAt, seconds: seconds, url: try fields.requiredString("url"))
    }

    private static func room(_ fields: FieldReader) throws(WireError) -> Room {
        try RoomJSON.room(fields.required("room", fields.object("room")))
    }

    private static func theme(_ fields: FieldReader) throws(WireError) -> Theme {
        try ThemeJSON.theme(fields.required("theme", fields.object("theme")))
    }

    /// `duration`, a number or, by the schema, a text; rounded to whole seconds.
    private static func seconds(_ fields: FieldReader) throws(WireError) -> Int {
        let duration = try fields.required("duration", fields.number("duration"))
        guard let seconds = Int(exactly: duration.rounded()) else {
            throw fields.refusal("duration", "must be a number of seconds")
        }
        return seconds
    }
}
