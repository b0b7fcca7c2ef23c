import Curses
import Dashboard
import Meetings
import TerminalUI

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
        timeStyle = preferences.timeStyle
        usesMouse = preferences.usesMouse
        showsSeconds = preferences.showsSeconds
        if preferences.isReadOnly { mayWrite = false }
        if case .named(let connection) = target, connection.isReadOnly { mayWrite = false }
    }

    /// True where the header warns of the server: as the profile says, or else by the name.
    var isProduction: Bool {
        guard case .named(let connection) = target else { return false }
        return connection.production ?? connection.label.lowercased().contains("prod")
    }

    /// What the dashboard is told when it starts, on a screen or as lines.
    func configuration(_ palette: Palette) -> Configuration {
        var configuration = Configuration(
            environment: label, isProduction: isProduction, mayWrite: mayWrite, palette: palette, keymap: keymap,
            savedFilters: savedFilters)
        if case .local = target {
            configuration.quitNotice = "q again quits; the local server goes on (greenroom stop ends it)"
        }
        if case .recorded(let file) = target { configuration.recordedFile = file.name }
        configuration.operatorName = (operatorName ?? environment["USER"] ?? "").scrubbed(limit: 100)
        configuration.alarms = alarms
        configuration.runSheet = runSheet
        if configuration.recordedFile == nil { configuration.linksHandedOut = links.read() }
        configuration.timeStyle = timeStyle
        configuration.showsSeconds = showsSeconds
        configuration.otherProfiles = otherProfiles
        return configuration
    }

    var links: HandedOutLinks { HandedOutLinks(folder: folders.state, key: target.key) }

    /// The same as lines.
    var plain: PlainSession {
        PlainSession(
            target: target, configuration: configuration(Palette(colors: 0)), links: links,
            clipboard: Clipboard(routes: ClipboardRoute.plan(environment: environment).filter { $0.arguments != nil }))
    }
}
