public import Meetings

/// The JSON of one room (API reference, *Room*).
public enum RoomJSON {
    /// Every field in the documented order, unset ones as `null`; only `callback_urls` is left out when none is set.
    public static func write(_ room: Room) -> [UInt8] {
        JSONWriter.bytes(capacity: 1536) { append(room, to: &$0) }
    }

    /// A room as any server wrote it: what may be missing takes the API's default. Throws when `id`, `display_name`,
    /// `expires_at` or `created_at` is missing or a field has the wrong type.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> Room {
        try room(FieldReader(body: bytes))
    }

    static func append(_ room: Room, to writer: inout JSONWriter, withHostLink: Bool = true) {
        writer.object { writer in
            writer.field("id", room.id.rawValue)
            writer.field("display_name", room.displayName)
            writer.field("metadata", room.metadata)
            writer.field("type", room.type.rawValue)
            writer.field("expires_at", room.expiresAt)
            writer.field("expire_after_use", room.expireAfterUse)
            writer.field("recording_options", room.recordingOptions)
            writer.field("theme_id", room.themeID?.rawValue)
            writer.field("join_approval_level", room.joinApprovalLevel.rawValue)
            writer.initialJoinOptions(room.initialMicrophone)
            if room.callbackURLs != CallbackURLs() { writer.field("callback_urls", room.callbackURLs) }
            writer.field("available_features", room.features)
            writer.uiSettings(room.language)
            writer.field("meeting_code", room.meetingCode)
            writer.field("is_available", room.isAvailable)
            writer.field("created_at", room.createdAt)
            writer.object("_links") { writer in
                writer.link("guest_url", room.links.guest)
                if withHostLink { writer.link("host_url", room.links.host) }
            }
        }
    }

    static func room(_ fields: FieldReader) throws(WireError) -> Room {
        Room(
            id: RoomID(try fields.requiredString("id")), displayName: try fields.requiredString("display_name"),
            metadata: try fields.string("metadata"), type: try fields.choice("type") ?? .instant,
            expiresAt: try fields.requiredTimestamp("expires_at"),
            expireAfterUse: try fields.boolean("expire_after_use") ?? false,
            recordingOptions: try fields.recordingOptions(), themeID: try fields.string("theme_id").map { ThemeID($0) },
            joinApprovalLevel: try fields.joinApprovalLevel() ?? .none,
            initialMicrophone: try fields.initialMicrophone() ?? .default,
            callbackURLs: try fields.callbackURLs() ?? CallbackURLs(),
            features: try fields.features().applied(to: AvailableFeatures()),
            language: try fields.language() ?? .default, meetingCode: try fields.string("meeting_code") ?? "",
            isAvailable: try fields.boolean("is_available") ?? true,
            createdAt: try fields.requiredTimestamp("created_at"),
            links: RoomLinks(guest: try fields.link("guest_url"), host: try fields.link("host_url")))
    }
}
