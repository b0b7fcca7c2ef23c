/// The colours, texts and logos of an application's rooms (API reference, *Theme*).
public struct Theme: Hashable, Sendable {
    public var id: ThemeID
    /// Up to 200 characters, unique within the application; a UUID where the creator named none.
    public var name: String
    /// `#rgb` or `#rrggbb`.
    public var mainColor: String
    /// Up to 200 characters, shown where there is no logo.
    public var brandText: String
    /// First segment of the links of the theme's rooms; unique on the whole server.
    public var shortCompanyURL: String?
    /// `VCP` for themes made through the API.
    public var domain: String
    /// The API key of the owning account.
    public var accountID: String
    public var applicationID: ApplicationID
    public var coloredLogo: ThemeImage
    public var whiteLogo: ThemeImage
    public var favicon: ThemeImage

    public init(
        id: ThemeID, name: String, mainColor: String, brandText: String, shortCompanyURL: String? = nil,
        domain: String = "VCP", accountID: String, applicationID: ApplicationID, coloredLogo: ThemeImage = ThemeImage(),
        whiteLogo: ThemeImage = ThemeImage(), favicon: ThemeImage = ThemeImage()
    ) {
        self.id = id
        self.name = name
        self.mainColor = mainColor
        self.brandText = brandText
        self.shortCompanyURL = shortCompanyURL
        self.domain = domain
        self.accountID = accountID
        self.applicationID = applicationID
        self.coloredLogo = coloredLogo
        self.whiteLogo = whiteLogo
        self.favicon = favicon
    }
}

/// One picture of a theme: the key it is stored under and the link it is served at; both nil where there is none.
public struct ThemeImage: Hashable, Sendable {
    public var key: String?
    public var url: String?

    public init(key: String? = nil, url: String? = nil) {
        self.key = key
        self.url = url
    }
}
