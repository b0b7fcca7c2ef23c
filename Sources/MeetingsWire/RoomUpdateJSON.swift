public import Meetings

/// The body that changes a room, `{"update_details":{…}}` (API reference, *Update room*).
public enum RoomUpdateJSON {
    /// An update as any client sends it. Throws, in the API's words, for what is no JSON, misses `update_details` or
    /// has a value of the wrong type. Unknown fields are ignored and `null` leaves a field as it is, except for
    /// `theme_id`, where `null` and the text `"null"` (an official example of 2023) both take the theme off.
    public static func read(_ bytes: [UInt8]) throws(Problem) -> RoomUpdate {
        try Problem.refusingBody { () throws(WireError) in try update(FieldReader.updateDetails(in: bytes)) }
    }

    /// Only the fields that change.
    public static func write(_ update: RoomUpdate) -> [UInt8] {
        JSONWriter.bytes { writer in
            writer.object { $0.object("update_details") { append(update, to: &$0) } }
        }
    }

    private static func append(_ update: RoomUpdate, to writer: inout JSONWriter) {
        if let expiresAt = update.expiresAt { writer.field("expires_at", expiresAt) }
        if let expireAfterUse = update.expireAfterUse { writer.field("expire_after_use", expireAfterUse) }
        if let themeID = update.themeID { writer.field("theme_id", themeID?.rawValue) }
        if let level = update.joinApprovalLevel { writer.field("join_approval_level", level.rawValue) }
        if let microphone = update.initialMicrophone { writer.initialJoinOptions(microphone) }
        if let urls = update.callbackURLs { writer.field("callback_urls", urls) }
        if update.features != FeaturesUpdate() {
            writer.object("available_features") { append(update.features, to: &$0) }
        }
        if let language = update.language { writer.uiSettings(language) }
    }

    private static func append(_ features: FeaturesUpdate, to writer: inout JSONWriter) {
        if let isOn = features.recording { writer.field("is_recording_available", isOn) }
        if let isOn = features.chat { writer.field("is_chat_available", isOn) }
        if let isOn = features.whiteboard { writer.field("is_whiteboard_available", isOn) }
        if let isOn = features.localeSwitcher { writer.field("is_locale_switcher_available", isOn) }
        if let isOn = features.captions { writer.field("is_captions_available", isOn) }
    }

    private static func update(_ fields: FieldReader) throws(WireError) -> RoomUpdate {
        RoomUpdate(
            expiresAt: try fields.timestamp("expires_at"), expireAfterUse: try fields.boolean("expire_after_use"),
            themeID: try themeID(fields), joinApprovalLevel: try fields.joinApprovalLevel(),
            initialMicrophone: try fields.initialMicrophone(), callbackURLs: try fields.callbackURLs(),
            features: try fields.features(), language: try fields.language())
    }

    private static func themeID(_ fields: FieldReader) throws(WireError) -> ThemeID?? {
        guard let value = fields["theme_id"] else { return nil }
        if value == .null || value == .string("null") { return .some(nil) }
        return .some(try fields.string("theme_id").map { ThemeID($0) })
    }
}

extension FieldReader {
    /// The members of `update_details`, named in errors without it, as the rules of `Meetings` name them.
    static func updateDetails(in bytes: [UInt8]) throws(WireError) -> FieldReader {
        let fields = try FieldReader(body: bytes)
        // One client library wraps the update of a room in another name.
        if fields["update_details"] == nil, fields["update_options"] != nil {
            throw fields.refusal("update_details", "is required, \"update_options\" does not stand for it")
        }
        return try fields.required("update_details", fields.object("update_details")).unprefixed
    }
}
