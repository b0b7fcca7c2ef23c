public import Meetings
import MeetingsWire

/// Themes (API reference, *Themes*).
extension Client {
    /// All themes of the application.
    public func themes() async throws -> Listing<Theme> {
        let askedAt = clock.now
        let body = try await send(.get, ["themes"])
        // An application without themes was seen to get an empty body, `{}` or `null` instead of a list.
        let text = String(decoding: body.prefix(16), as: UTF8.self).filter { !$0.isWhitespace }
        let themes = ["", "{}", "null"].contains(text) ? [] : try exchange.read(body, with: ThemeListJSON.read)
        return Listing(items: themes, askedAt: askedAt, at: clock.now)
    }

    /// One theme.
    public func theme(_ id: ThemeID) async throws -> Theme {
        try exchange.read(try await send(.get, ["themes", id.rawValue]), with: ThemeJSON.read)
    }

    /// Makes a theme.
    public func create(_ theme: NewTheme) async throws -> Theme {
        let body = try await send(.post, ["themes"], body: NewThemeJSON.write(theme))
        return try exchange.read(body, with: ThemeJSON.read)
    }

    /// Changes a theme; what the update leaves nil stays.
    public func update(_ update: ThemeUpdate, theme id: ThemeID) async throws -> Theme {
        let body = try await send(.patch, ["themes", id.rawValue], body: ThemeUpdateJSON.write(update))
        return try exchange.read(body, with: ThemeJSON.read)
    }

    /// Deletes a theme. With `force` also one in use: its rooms then take the default theme.
    public func delete(theme id: ThemeID, force: Bool) async throws {
        _ = try await send(
            .delete, ["themes", id.rawValue], query: force ? [(name: "force", value: "true")] : [])
    }
}
