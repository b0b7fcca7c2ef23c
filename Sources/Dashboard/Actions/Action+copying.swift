import TerminalUI

/// What can be copied.
extension Action {
    static let copying: [Action] =
        [
            Action(
                id: "copy", title: "Copy menu", keys: [[.character("y")]], contexts: Context.withRoom, hint: "copy",
                unavailable: { $0.selectedRoom == nil ? "there is no room to copy from" : nil },
                run: { $0.openCopyMenu() })
        ] + CopyChoice.allCases.map(copying) + [
            Action(
                id: "show-as-text", title: "Show as text instead of copying", keys: [[.character("w")]],
                contexts: [.copyMenu], hint: "show as text", run: { $0.toggleShowAsText() }),
            Action(
                id: "close-menu", title: "Close", keys: [[.character("q")], [.escape], [.backspace]],
                contexts: [.copyMenu, .text, .sortMenu, .snoozeMenu, .exportMenu], hint: "close",
                run: { model in
                    model.overlay = nil
                    return []
                }),
        ]

    private static func copying(_ choice: CopyChoice) -> Action {
        Action(
            id: ID(rawValue: "copy-" + choice.title.replacing(" ", with: "-").lowercased()),
            title: "Copy \(choice.title)", keys: [[.character(choice.key)]], contexts: [.copyMenu],
            hint: choice.title, run: { $0.copy(choice) })
    }
}
