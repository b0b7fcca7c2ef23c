/// Decides, theme by theme, what an import of saved themes does. Ids are kept; logos are not, for their files stayed
/// with the old service.
public struct ThemeImport: Sendable {
    private let application: ApplicationID
    private let accountID: String
    private let limit: Int
    private var count: Int
    private var taken: [ThemeID: Theme] = [:]

    /// `accountID` is the importing application's API key. `limit` is how many themes it may have, `count` how many it
    /// has.
    public init(application: ApplicationID, accountID: String, count: Int, limit: Int) {
        self.application = application
        self.accountID = accountID
        self.count = count
        self.limit = limit
    }

    /// The ids that were let in.
    public var created: Set<ThemeID> { Set(taken.keys) }

    /// `standing` is what has the theme's id here; the other two say whether another theme here has its name, within
    /// the application, or its short URL, on the whole server.
    public mutating func decide(
        _ given: Theme, standing: ImportStanding<Theme>, isNameTaken: Bool, isShortURLTaken: Bool
    ) -> ImportDecision<Theme> {
        let theme = Theme(
            id: given.id, name: given.name, mainColor: given.mainColor, brandText: given.brandText,
            shortCompanyURL: given.shortCompanyURL, domain: given.domain, accountID: accountID,
            applicationID: application)
        switch taken[theme.id].map(ImportStanding.own) ?? standing {
        case .foreign: return .conflict("Its id belongs to another application of this server.")
        case .own(let other):
            let differences = Self.differences(theme, other)
            if differences.isEmpty { return .unchanged }
            return .conflict(
                "A theme with this id is here already and differs in \(differences.joined(separator: ", ")).")
        case .nothing: break
        }
        do throws(Problem) {
            try ImportedID.check(theme.id.rawValue)
            try NewTheme(
                name: theme.name, mainColor: theme.mainColor, brandText: theme.brandText,
                shortCompanyURL: theme.shortCompanyURL
            ).validate()
            try FieldRules.text(theme.domain, field: "domain", atMost: 20)
        } catch {
            return .conflict(error.message + ".")
        }
        if isNameTaken || taken.values.contains(where: { $0.name == theme.name }) {
            return .conflict("Its theme_name is that of another theme of the application.")
        }
        if let url = theme.shortCompanyURL,
            isShortURLTaken || taken.values.contains(where: { $0.shortCompanyURL == url })
        {
            return .conflict("Its short_company_url \(url) is that of another theme on this server.")
        }
        guard count < limit else { return .conflict("The application has its \(limit) themes already.") }
        count += 1
        taken[theme.id] = theme
        return .create(theme)
    }

    private static func differences(_ theme: Theme, _ other: Theme) -> [String] {
        let fields: [(String, Bool)] = [
            ("theme_name", theme.name == other.name), ("main_color", theme.mainColor == other.mainColor),
            ("brand_text", theme.brandText == other.brandText),
            ("short_company_url", theme.shortCompanyURL == other.shortCompanyURL),
        ]
        return fields.filter { !$0.1 }.map(\.0)
    }
}
