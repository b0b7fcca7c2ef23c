import TerminalUI

/// What can be done to themes.
extension Action {
    static let themeActions: [Action] = [
        Action(
            id: "new-theme", title: "New theme", keys: [[.character("n")]], contexts: [.themes, .theme], level: .write,
            hint: "new", call: "POST /themes", verb: "themes create", run: { $0.openThemeForm() }),
        Action(
            id: "edit-theme", title: "Edit the theme", keys: [[.character("e")]], contexts: [.themes, .theme],
            level: .write, hint: "edit", call: "PATCH /themes/{id}", verb: "themes update",
            unavailable: { $0.selectedTheme == nil ? "there is no theme here" : nil }, run: { $0.editTheme() }),
        Action(
            id: "delete-theme", title: "Delete", keys: [[.character("D")]], contexts: [.themes, .theme],
            level: .danger, hint: "delete", call: "DELETE /themes/{id}", verb: "themes delete",
            unavailable: { $0.targets.isEmpty ? "there is no theme here" : nil },
            run: { $0.open(.deletion($0.targets)) }),
    ]
}
