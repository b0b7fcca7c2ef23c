public import Meetings

/// Themes (API reference, *Themes*).
extension Client {
    /// All themes of the application.
    public func themes() async throws -> Listing<Theme> {
        let askedAt = clock.now
        let themes = try await answer(to: .themes)
        return Listing(items: themes, askedAt: askedAt, at: clock.now)
    }

    /// One theme.
    public func theme(_ id: ThemeID) async throws -> Theme { try await answer(to: .theme(id)) }

    /// Makes a theme.
    public func create(_ theme: NewTheme) async throws -> Theme { try await answer(to: .create(theme)) }

    /// Changes a theme; what the update leaves nil stays.
    public func update(_ update: ThemeUpdate, theme id: ThemeID) async throws -> Theme {
        try await answer(to: .update(update, theme: id))
    }

    /// Deletes a theme. With `force` also one in use: its rooms then take the default theme.
    public func delete(theme id: ThemeID, force: Bool) async throws {
        try await answer(to: .delete(theme: id, force: force))
    }
}
