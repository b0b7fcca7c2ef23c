public import Meetings

/// The body that asks for a room (API reference, *Create room*).
public enum NewRoomJSON {
    /// A request as any client sends it. Throws, in the API's words, for what is no JSON, misses `display_name` or has
    /// a value of the wrong type. Unknown fields are ignored; limits are for `NewRoom.validate` to check.
    public static func read(_ bytes: [UInt8]) throws(Problem) -> NewRoom {
        try Problem.refusingBody { () throws(WireError) in try newRoom(FieldReader(body: bytes)) }
    }

    /// All fields that are set, options included.
    public static func write(_ room: NewRoom) -> [UInt8] {
        JSONWriter.bytes(capacity: 1024) { writer in
            writer.object { writer in
                writer.field("display_name", room.displayName)
                if let metadata = room.metadata { writer.field("metadata", metadata) }
                writer.field("type", room.type.rawValue)
                if let expiresAt = room.expiresAt { writer.field("expires_at", expiresAt) }
                if room.type == .longTerm || room.expireAfterUse {
                    writer.field("expire_after_use", room.expireAfterUse)
                }
                writer.field("recording_options", room.recordingOptions)
                if let themeID = room.themeID { writer.field("theme_id", themeID.rawValue) }
                writer.field("join_approval_level", room.joinApprovalLevel.rawValue)
                writer.initialJoinOptions(room.initialMicrophone)
                if room.callbackURLs != CallbackURLs() { writer.field("callback_urls", room.callbackURLs) }
                writer.field("available_features", room.features)
                writer.uiSettings(room.language)
            }
        }
    }

    private static func newRoom(_ fields: FieldReader) throws(WireError) -> NewRoom {
        NewRoom(
            displayName: try fields.requiredString("display_name"), metadata: try fields.string("metadata"),
            type: try fields.choice("type") ?? .instant, expiresAt: try fields.timestamp("expires_at"),
            expireAfterUse: try fields.boolean("expire_after_use") ?? false,
            recordingOptions: try fields.recordingOptions(), themeID: try fields.string("theme_id").map { ThemeID($0) },
            joinApprovalLevel: try fields.joinApprovalLevel() ?? .none,
            initialMicrophone: try fields.initialMicrophone() ?? .default,
            callbackURLs: try fields.callbackURLs() ?? CallbackURLs(),
            features: try fields.features().applied(to: AvailableFeatures()),
            language: try fields.language() ?? .default)
    }
}
