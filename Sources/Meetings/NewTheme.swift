/// A request for a theme (API reference, *Create theme*).
public struct NewTheme: Hashable, Sendable {
    /// Nil lets the server name it with a UUID.
    public var name: String?
    public var mainColor: String
    public var brandText: String
    public var shortCompanyURL: String?

    public init(name: String? = nil, mainColor: String, brandText: String, shortCompanyURL: String? = nil) {
        self.name = name
        self.mainColor = mainColor
        self.brandText = brandText
        self.shortCompanyURL = shortCompanyURL
    }

    /// Throws the first rule that the request breaks, in the API's words.
    public func validate() throws(Problem) {
        if let name { try FieldRules.text(name, field: "theme_name", atMost: 200) }
        try FieldRules.color(mainColor, field: "main_color")
        try FieldRules.text(brandText, field: "brand_text", atMost: 200)
        if let shortCompanyURL { try FieldRules.shortCompanyURL(shortCompanyURL) }
    }
}

/// What a theme update changes; nil leaves a field as it is (API reference, *Update theme*, `update_details`).
public struct ThemeUpdate: Hashable, Sendable {
    public var name: String?
    public var mainColor: String?
    public var brandText: String?
    /// `.some(nil)` takes the segment off the links.
    public var shortCompanyURL: String??

    public init(
        name: String? = nil, mainColor: String? = nil, brandText: String? = nil, shortCompanyURL: String?? = nil
    ) {
        self.name = name
        self.mainColor = mainColor
        self.brandText = brandText
        self.shortCompanyURL = shortCompanyURL
    }

    public var isEmpty: Bool { self == ThemeUpdate() }

    /// The theme after this update. Throws when nothing is to change or a value breaks a rule.
    public func applied(to theme: Theme) throws(Problem) -> Theme {
        if isEmpty { throw Problem(.invalidInput, "\"update_details\" must have at least 1 key") }
        if let name { try FieldRules.text(name, field: "theme_name", atMost: 200) }
        if let mainColor { try FieldRules.color(mainColor, field: "main_color") }
        if let brandText { try FieldRules.text(brandText, field: "brand_text", atMost: 200) }
        if case .some(.some(let url)) = shortCompanyURL { try FieldRules.shortCompanyURL(url) }
        var updated = theme
        updated.name = name ?? theme.name
        updated.mainColor = mainColor ?? theme.mainColor
        updated.brandText = brandText ?? theme.brandText
        if let shortCompanyURL { updated.shortCompanyURL = shortCompanyURL }
        return updated
    }
}
