public import Meetings

/// The JSON of one theme (API reference, *Theme*).
public enum ThemeJSON {
    /// Every field in the documented order, unset ones as `null`.
    public static func write(_ theme: Theme) -> [UInt8] {
        JSONWriter.bytes(capacity: 1024) { append(theme, to: &$0) }
    }

    /// A theme as any server wrote it. Throws when `theme_id`, `theme_name`, `main_color` or `brand_text` is missing or
    /// a field has the wrong type.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> Theme {
        try theme(FieldReader(body: bytes))
    }

    static func append(_ theme: Theme, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("theme_id", theme.id.rawValue)
            writer.field("theme_name", theme.name)
            writer.field("main_color", theme.mainColor)
            writer.field("brand_text", theme.brandText)
            writer.field("short_company_url", theme.shortCompanyURL)
            writer.field("domain", theme.domain)
            writer.field("account_id", theme.accountID)
            writer.field("application_id", theme.applicationID.rawValue)
            writer.field("brand_image_colored", theme.coloredLogo.key)
            writer.field("brand_image_white", theme.whiteLogo.key)
            writer.field("branded_favicon", theme.favicon.key)
            writer.field("brand_image_colored_url", theme.coloredLogo.url)
            writer.field("brand_image_white_url", theme.whiteLogo.url)
            writer.field("branded_favicon_url", theme.favicon.url)
        }
    }

    static func theme(_ fields: FieldReader) throws(WireError) -> Theme {
        Theme(
            id: ThemeID(try fields.requiredString("theme_id")), name: try fields.requiredString("theme_name"),
            mainColor: try fields.requiredString("main_color"), brandText: try fields.requiredString("brand_text"),
            shortCompanyURL: try fields.string("short_company_url"), domain: try fields.string("domain") ?? "VCP",
            accountID: try fields.string("account_id") ?? "",
            applicationID: ApplicationID(try fields.string("application_id") ?? ""),
            coloredLogo: try image(fields, "brand_image_colored"), whiteLogo: try image(fields, "brand_image_white"),
            favicon: try image(fields, "branded_favicon"))
    }

    private static func image(_ fields: FieldReader, _ name: String) throws(WireError) -> ThemeImage {
        ThemeImage(key: try fields.string(name), url: try fields.string(name + "_url"))
    }
}

/// The JSON of all themes of an application: a bare array (API reference, *List themes*).
public enum ThemeListJSON {
    /// The themes in the order given; `[]` when there are none.
    public static func write(_ themes: [Theme]) -> [UInt8] {
        JSONWriter.bytes(capacity: 16 + themes.count * 1024) { writer in
            writer.array { writer in themes.forEach { ThemeJSON.append($0, to: &writer) } }
        }
    }

    /// Reads the ways in which servers wrote "no themes", too: `{}`, `null` and nothing at all.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> [Theme] {
        if bytes.isEmpty { return [] }
        switch try JSONReader.value(of: bytes) {
        case .null, .object([]): return []
        case .array(let values):
            return try FieldReader.objects(values, path: "themes").map { (theme) throws(WireError) in
                try ThemeJSON.theme(theme)
            }
        default: throw WireError(.invalidField, "\"value\" must be an array")
        }
    }
}
