import Curses
import Dashboard
import Meetings

/// What the configuration adds to the flags: a flag wins where both say something.
extension DashboardSession {
    /// Takes over the settings; `color` is the flag's.
    mutating func adopt(_ preferences: Preferences, color flag: ColorWish?) {
        color = flag ?? preferences.color
        hasLightGround = hasLightGround || preferences.hasLightGround
        keymap = Keymap(settings: preferences.keys)
        savedFilters = preferences.savedFilters
        operatorName = preferences.operatorName
        alarms = preferences.alarms
        hook = preferences.hook
        if preferences.isReadOnly { mayWrite = false }
        if case .named(let connection) = target, connection.isReadOnly { mayWrite = false }
    }

    /// True where the header warns of the server: as the profile says, or else by the name.
    var isProduction: Bool {
        guard case .named(let connection) = target else { return false }
        return connection.production ?? connection.label.lowercased().contains("prod")
    }

    /// The same as lines.
    var plain: PlainSession {
        let environmentName =
            switch target {
            case .local: "local"
            case .named(let connection): connection.label
            case .recorded(let file): file.name
            }
        var configuration = Configuration(
            environment: environmentName, isProduction: isProduction, mayWrite: mayWrite, keymap: keymap,
            savedFilters: savedFilters)
        configuration.operatorName = (operatorName ?? environment["USER"] ?? "").scrubbed(limit: 100)
        configuration.alarms = alarms
        configuration.runSheet = runSheet
        return PlainSession(
            target: target, configuration: configuration,
            clipboard: Clipboard(routes: ClipboardRoute.plan(environment: environment).filter { $0.arguments != nil }))
    }
}
