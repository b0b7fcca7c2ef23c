internal import GRDB
public import Meetings

/// Themes, at most a thousand an application.
extension ReadTransaction {
    private static let themesOfApplication =
        "SELECT \(Theme.columns) FROM themes WHERE application_id = ? ORDER BY serial"
    private static let defaultTheme = """
        SELECT \(Theme.columns) FROM themes WHERE id = (SELECT default_theme_id FROM applications WHERE id = ?)
        """

    /// The application's theme of that id.
    public func theme(_ id: ThemeID, of application: ApplicationID) throws -> Theme? {
        try first(
            "SELECT \(Theme.columns) FROM themes WHERE id = ? AND application_id = ?",
            [id.rawValue, application.rawValue], Theme.init)
    }

    /// The theme of that id, of any application.
    public func theme(_ id: ThemeID) throws -> Theme? {
        try first("SELECT \(Theme.columns) FROM themes WHERE id = ?", [id.rawValue], Theme.init)
    }

    /// The theme that a room shows: its own, or else its application's default; nil where there is neither.
    public func theme(of room: StoredRoom) throws -> Theme? {
        if let own = room.room.themeID { return try theme(own, of: room.applicationID) }
        return try first(Self.defaultTheme, [room.applicationID.rawValue], Theme.init)
    }

    /// The theme whose links begin with that segment, whichever application owns it.
    public func theme(shortCompanyURL: String) throws -> Theme? {
        try first(
            "SELECT \(Theme.columns) FROM themes WHERE short_company_url = ?", [shortCompanyURL],
            Theme.init)
    }

    /// All themes of the application, in the order in which they were made.
    public func themes(of application: ApplicationID) throws -> [Theme] {
        try rows(Self.themesOfApplication, [application.rawValue], Theme.init)
    }

    /// How many themes the application has.
    public func themeCount(of application: ApplicationID) throws -> Int {
        try count("SELECT count(*) FROM themes WHERE application_id = ?", [application.rawValue])
    }

    /// True when a theme of any application has that id.
    public func isThemeIDTaken(_ id: ThemeID) throws -> Bool {
        try exists("SELECT 1 FROM themes WHERE id = ?", [id.rawValue])
    }

    /// True when another theme of the application than `own` has that name.
    public func isThemeNameTaken(
        _ name: String, of application: ApplicationID, except own: ThemeID? = nil
    ) throws
        -> Bool
    {
        try exists(
            "SELECT 1 FROM themes WHERE application_id = ? AND theme_name = ? AND id IS NOT ?",
            [application.rawValue, name, own?.rawValue])
    }

    /// True when another theme of the whole server than `own` has that segment.
    public func isShortCompanyURLTaken(_ text: String, except own: ThemeID? = nil) throws -> Bool {
        try exists(
            "SELECT 1 FROM themes WHERE short_company_url = ? AND id IS NOT ?", [text, own?.rawValue])
    }

    /// How many open rooms use the theme. Closed ones do not hold a theme back from being deleted.
    public func roomCount(using theme: ThemeID) throws -> Int {
        try count("SELECT available FROM theme_counts WHERE theme_id = ?", [theme.rawValue])
    }
}

extension WriteTransaction {
    /// Adds a theme. Throws `conflict` when the id, the name or the short company URL is taken.
    public func insert(_ theme: Theme) throws {
        try execute(
            """
            INSERT INTO themes(
                theme_name, main_color, brand_text, short_company_url, domain, account_id, colored_logo_key,
                colored_logo_url, white_logo_key, white_logo_url, favicon_key, favicon_url, id, application_id)
            VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)
            """, theme.arguments)
    }

    /// Adds a theme as it stands elsewhere, with its id. Throws as `insert` does.
    public func importTheme(_ theme: Theme) throws { try insert(theme) }

    /// Replaces everything but the ids. False when there is no such theme; throws as `insert` does.
    @discardableResult
    public func update(_ theme: Theme) throws -> Bool {
        try execute(
            """
            UPDATE themes SET theme_name = ?, main_color = ?, brand_text = ?, short_company_url = ?, domain = ?,
                account_id = ?, colored_logo_key = ?, colored_logo_url = ?, white_logo_key = ?, white_logo_url = ?,
                favicon_key = ?, favicon_url = ?
            WHERE id = ? AND application_id = ?
            """, theme.arguments) > 0
    }

    /// Gives all rooms of one theme another, or none. Returns how many rooms changed.
    @discardableResult
    public func reassignRooms(of theme: ThemeID, to other: ThemeID?) throws -> Int {
        try execute(
            "UPDATE rooms SET theme_id = ? WHERE theme_id = ?", [other?.rawValue, theme.rawValue])
    }

    /// Deletes a theme and its logos; rooms that still use it, and an application whose default it is, are left with none. False when
    /// there is no such theme.
    @discardableResult
    public func delete(theme id: ThemeID, of application: ApplicationID) throws -> Bool {
        try execute(
            "DELETE FROM themes WHERE id = ? AND application_id = ?", [id.rawValue, application.rawValue])
            > 0
    }
}

extension Theme {
    fileprivate static let columns = """
        id, theme_name, main_color, brand_text, short_company_url, domain, account_id, application_id,
        colored_logo_key, colored_logo_url, white_logo_key, white_logo_url, favicon_key, favicon_url
        """

    fileprivate init(_ row: Row) {
        self.init(
            id: row.id(0), name: row[1], mainColor: row[2], brandText: row[3], shortCompanyURL: row[4],
            domain: row[5],
            accountID: row[6], applicationID: row.id(7),
            coloredLogo: ThemeImage(key: row[8], url: row[9]),
            whiteLogo: ThemeImage(key: row[10], url: row[11]),
            favicon: ThemeImage(key: row[12], url: row[13]))
    }

    /// What can change first, then the two ids: the order of both statements above.
    fileprivate var arguments: StatementArguments {
        [
            name, mainColor, brandText, shortCompanyURL, domain, accountID, coloredLogo.key,
            coloredLogo.url,
            whiteLogo.key, whiteLogo.url, favicon.key, favicon.url, id.rawValue, applicationID.rawValue,
        ]
    }
}
