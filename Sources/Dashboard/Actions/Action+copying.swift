import TerminalUI

/// What can be copied.
extension Action {
    static let copying: [Action] =
        [
            Action(
                id: "copy", title: "Copy menu", keys: [[.character("y")]],
                contexts: Context.withRoom.union([.themes, .theme]), hint: "copy",
                unavailable: { $0.targets.isEmpty ? "there is nothing to copy from" : nil },
                run: { $0.openCopyMenu() })
        ] + CopyChoice.allCases.map(copying) + [
            Action(
                id: "show-as-text", title: "Show as text instead of copying", keys: [[.character("w")]],
                contexts: [.copyMenu], hint: "show as text", run: { $0.toggleShowAsText() }),
            Action(
                id: "copy-preview", title: "Copy the guest link", keys: [[.character("g")], [.character("y")]],
                contexts: [.preview], hint: "copy the guest link", run: { $0.copyPreviewLink() }),
            Action(
                id: "close-menu", title: "Close", keys: [[.character("q")], [.escape], [.backspace]],
                contexts: [.copyMenu, .callbackMenu, .text, .preview, .sortMenu, .snoozeMenu, .exportMenu],
                hint: "close",
                run: { model in
                    model.overlay = nil
                    return []
                }),
        ]

    private static func copying(_ choice: CopyChoice) -> Action {
        Action(
            id: choice.actionID, title: choice == .qr ? "Show the QR code" : "Copy \(choice.title)",
            keys: [[.character(choice.key)]], contexts: [.copyMenu], hint: choice.title,
            unavailable: { $0.reason(against: choice) }, run: { $0.copy(choice) })
    }
}
