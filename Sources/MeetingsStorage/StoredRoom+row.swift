internal import GRDB
internal import Meetings

/// How a room lies in its table.
extension StoredRoom {
    /// The columns, in the order in which `init(_:)` reads and `arguments` writes them; a new row has no serial yet.
    static let columns = """
        serial, id, application_id, display_name, metadata, type, expires_at, expire_after_use, auto_record,
        record_only_owner, theme_id, join_approval_level, microphone_state, rooms_callback_url,
        sessions_callback_url, recordings_callback_url, recording_available, chat_available, whiteboard_available,
        locale_switcher_available, captions_available, language, meeting_code, is_available, created_at,
        host_participant_id, closes_at, close_reason, closed_at
        """

    init(_ row: Row) throws {
        let room = Room(
            id: row.id(1), displayName: row[3], metadata: row[4], type: try row.choice(5),
            expiresAt: row.time(6),
            expireAfterUse: row[7],
            recordingOptions: RecordingOptions(autoRecord: row[8], recordOnlyOwner: row[9]),
            themeID: row.optionalID(10), joinApprovalLevel: try row.choice(11),
            initialMicrophone: try row.choice(12),
            callbackURLs: row.callbackURLs(13),
            features: AvailableFeatures(
                recording: row[16], chat: row[17], whiteboard: row[18], localeSwitcher: row[19],
                captions: row[20]),
            language: try row.choice(21), meetingCode: row[22], isAvailable: row[23],
            createdAt: row.time(24))
        let reason: RoomClosing.Reason? = try (row[27] as String?) == nil ? nil : row.choice(27)
        let closesAt = row.optionalTime(26)
        let closing = closesAt.flatMap { at in reason.map { RoomClosing(at: at, reason: $0) } }
        self.init(
            serial: row[0], applicationID: row.id(2), room: room, hostID: row.id(25), closing: closing,
            closeReason: closing == nil ? reason : nil, closedAt: row.optionalTime(28))
    }

    /// The values of a new row, without the serial.
    var arguments: StatementArguments {
        [
            room.id.rawValue, applicationID.rawValue, room.displayName, room.metadata, room.type.rawValue,
            room.expiresAt.milliseconds, room.expireAfterUse, room.recordingOptions.autoRecord,
            room.recordingOptions.recordOnlyOwner, room.themeID?.rawValue, room.joinApprovalLevel.rawValue,
            room.initialMicrophone.rawValue, room.callbackURLs.rooms, room.callbackURLs.sessions,
            room.callbackURLs.recordings, room.features.recording, room.features.chat, room.features.whiteboard,
            room.features.localeSwitcher, room.features.captions, room.language.rawValue, room.meetingCode,
            room.isAvailable, room.createdAt.milliseconds, hostID.rawValue, closing?.at.milliseconds,
            (closing?.reason ?? closeReason)?.rawValue, closedAt?.milliseconds,
        ]
    }
}
