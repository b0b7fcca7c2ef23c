public import Meetings
import MeetingsWire

/// Themes (API reference, *Themes*).
extension APICall where Answer == Theme {
    /// One theme.
    public static func theme(_ id: ThemeID) -> APICall {
        APICall(.get, ["themes", id.rawValue], read: ThemeJSON.read)
    }

    /// Makes a theme. Sent again with the same key it makes no second one, on a server that knows the field.
    public static func create(_ theme: NewTheme, idempotencyKey: String = TokenSource.randomID()) -> APICall {
        APICall(
            .post, ["themes"], body: NewThemeJSON.write(theme), idempotencyKey: idempotencyKey, read: ThemeJSON.read)
    }

    /// Changes a theme; what the update leaves nil stays.
    public static func update(_ update: ThemeUpdate, theme id: ThemeID) -> APICall {
        APICall(.patch, ["themes", id.rawValue], body: ThemeUpdateJSON.write(update), read: ThemeJSON.read)
    }
}

extension APICall where Answer == [Theme] {
    /// All themes of the application. One without themes was seen to get an empty body, `{}` or `null`.
    public static var themes: APICall { APICall(.get, ["themes"], read: ThemeListJSON.read) }
}

extension APICall where Answer == Void {
    /// Deletes a theme. With `force` also one in use: its rooms then take the default theme.
    public static func delete(theme id: ThemeID, force: Bool) -> APICall {
        APICall(.delete, ["themes", id.rawValue], query: force ? [("force", "true")] : [])
    }
}
