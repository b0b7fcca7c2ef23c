public import Meetings

/// The JSON of an application (API reference, *Application*).
public enum ApplicationJSON {
    /// `default_theme_id` is `null` where there is none.
    public static func write(id: ApplicationID, accountID: String, defaultThemeID: ThemeID?) -> [UInt8] {
        JSONWriter.bytes { writer in
            writer.object { writer in
                writer.field("application_id", id.rawValue)
                writer.field("account_id", accountID)
                writer.field("default_theme_id", defaultThemeID?.rawValue)
            }
        }
    }
}

/// The body that sets the default theme, `{"update_details":{"default_theme_id":…}}` (API reference, *Update
/// application*). The form without `update_details`, of earlier specifications, is read as well.
public enum ApplicationUpdateJSON {
    /// The theme to be the default; `null` for none any more. Throws, in the API's words, when it is missing or no text.
    public static func read(_ bytes: [UInt8]) throws(Problem) -> ThemeID? {
        try Problem.refusingBody { () throws(WireError) in
            let fields = try FieldReader(body: bytes)
            let isFlat = fields["update_details"] == nil && fields["default_theme_id"] != nil
            let details = isFlat ? fields : try fields.required("update_details", fields.object("update_details"))
            if details["default_theme_id"] == .null { return nil }
            return ThemeID(try details.unprefixed.requiredString("default_theme_id"))
        }
    }

    /// The wrapped form; nil takes the default theme off.
    public static func write(defaultThemeID: ThemeID?) -> [UInt8] {
        JSONWriter.bytes { writer in
            writer.object { writer in
                writer.object("update_details") { $0.field("default_theme_id", defaultThemeID?.rawValue) }
            }
        }
    }
}
