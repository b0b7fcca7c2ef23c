import TerminalUI

/// What can be done to themes.
extension Action {
    static let themeActions: [Action] = [
        Action(
            id: "new-theme", title: "New theme", keys: [[.character("n")]], contexts: [.themes, .theme], level: .write,
            hint: "new", call: "POST /themes", verb: "themes create", run: { $0.openThemeForm() })
    ]
}
