public import Meetings

/// The body that asks for a theme (API reference, *Create theme*).
public enum NewThemeJSON {
    /// A request as any client sends it. Throws, in the API's words, for what is no JSON, misses `main_color` or
    /// `brand_text`, or has a value of the wrong type. Unknown fields are ignored.
    public static func read(_ bytes: [UInt8]) throws(Problem) -> NewTheme {
        try Problem.refusingBody { () throws(WireError) in
            let fields = try FieldReader(body: bytes)
            return NewTheme(
                name: try fields.string("theme_name"), mainColor: try fields.requiredString("main_color"),
                brandText: try fields.requiredString("brand_text"),
                shortCompanyURL: try fields.string("short_company_url"))
        }
    }

    /// The fields that are set.
    public static func write(_ theme: NewTheme) -> [UInt8] {
        JSONWriter.bytes { writer in
            writer.object { writer in
                if let name = theme.name { writer.field("theme_name", name) }
                writer.field("main_color", theme.mainColor)
                writer.field("brand_text", theme.brandText)
                if let url = theme.shortCompanyURL { writer.field("short_company_url", url) }
            }
        }
    }
}

/// The body that changes a theme, `{"update_details":{…}}` (API reference, *Update theme*).
public enum ThemeUpdateJSON {
    /// An update as any client sends it. Throws, in the API's words, for what is no JSON, misses `update_details` or
    /// has a value of the wrong type. Unknown fields are ignored; `null` leaves a field as it is, except that it takes
    /// off a `short_company_url`.
    public static func read(_ bytes: [UInt8]) throws(Problem) -> ThemeUpdate {
        try Problem.refusingBody { () throws(WireError) in
            let fields = try FieldReader.updateDetails(in: bytes)
            return ThemeUpdate(
                name: try fields.string("theme_name"), mainColor: try fields.string("main_color"),
                brandText: try fields.string("brand_text"),
                shortCompanyURL: fields["short_company_url"] == nil
                    ? nil : .some(try fields.string("short_company_url")))
        }
    }

    /// Only the fields that change.
    public static func write(_ update: ThemeUpdate) -> [UInt8] {
        JSONWriter.bytes { writer in
            writer.object { writer in
                writer.object("update_details") { writer in
                    if let name = update.name { writer.field("theme_name", name) }
                    if let color = update.mainColor { writer.field("main_color", color) }
                    if let text = update.brandText { writer.field("brand_text", text) }
                    if let url = update.shortCompanyURL { writer.field("short_company_url", url) }
                }
            }
        }
    }
}
