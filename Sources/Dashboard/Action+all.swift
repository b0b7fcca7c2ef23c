import TerminalUI

/// The table. Order is the order of the hint line and of the help list.
extension Action {
    static let doing: [Action] = [
        Action(
            id: .open, title: "Open the room", keys: [[.enter]], contexts: [.rooms], hint: "open",
            unavailable: { $0.rooms.isEmpty ? "there is no room to open" : nil }, run: { $0.open() }),
        Action(
            id: .reveal, title: "Show or mask the host link", keys: [[.character("v")]], contexts: [.room],
            hint: "host link", run: { $0.reveal() }),
        Action(
            id: .copy, title: "Copy menu", keys: [[.character("y")]], contexts: [.rooms, .room], hint: "copy",
            unavailable: { $0.selectedRoom == nil ? "there is no room to copy from" : nil }, run: { $0.openCopyMenu() }),
        Action(
            id: .newRoom, title: "New room", keys: [[.character("n")]], contexts: [.rooms, .room, .events],
            isWrite: true, hint: "new", run: { $0.openRoomForm() }),
        Action(
            id: .newTheme, title: "New theme", keys: [[.character("n")]], contexts: [.themes], isWrite: true,
            hint: "new", run: { $0.openThemeForm() }),
        Action(
            id: .filter, title: "Filter by words", keys: [[.character("/")]], contexts: [.rooms, .themes],
            hint: "filter", run: { $0.openFilter() }),
        copying(.guestLink, .copyGuest), copying(.hostLink, .copyHost), copying(.meetingCode, .copyCode),
        copying(.roomID, .copyID),
        Action(
            id: .showAsText, title: "Show as text instead of copying", keys: [[.character("w")]],
            contexts: [.copyMenu], hint: "show as text", run: { $0.toggleShowAsText() }),
        Action(
            id: .closeMenu, title: "Close", keys: [[.character("q")], [.escape], [.backspace]],
            contexts: [.copyMenu, .text], hint: "close",
            run: { model in
                model.overlay = nil
                return []
            }),
        Action(
            id: .refresh, title: "Ask the server again", keys: [[.character("r")]], contexts: Context.views,
            hint: "refresh",
            run: { model in
                model.say("asking the server again")
                return [.refresh]
            }),
        Action(
            id: .redraw, title: "Draw the screen again", keys: [[.control("l")]],
            contexts: Set(Context.allCases), run: { _ in [.redraw] }),
        Action(
            id: .suspend, title: "Suspend", keys: [[.control("z")]], contexts: Set(Context.allCases),
            run: { _ in [.suspend] }),
        Action(
            id: .interrupt, title: "Cancel; twice quits", keys: [[.control("c")]], contexts: Set(Context.allCases),
            run: { $0.interrupt() }),
        Action(
            id: .help, title: "Help", keys: [[.character("?")], [.function(1)]], contexts: Context.views, hint: "help",
            run: { model in
                model.overlay = .help(HelpList(context: model.viewContext))
                return []
            }),
    ]

    static let going: [Action] = [
        Action(
            id: .back, title: "Back; on the board asks to quit",
            keys: [[.character("q")], [.backspace], [.escape]], contexts: Context.views.union([.help]),
            run: { $0.back() }),
        Action(
            id: .board, title: "Board", keys: [[.character("1")], [.character("g"), .character("b")]],
            contexts: Context.views, run: { $0.go(to: .board) }),
        Action(
            id: .themes, title: "Themes", keys: [[.character("6")], [.character("g"), .character("t")]],
            contexts: Context.views, run: { $0.go(to: .themes) }),
        Action(
            id: .lastView, title: "Last view", keys: [[.character("-")]], contexts: Context.views,
            run: { $0.go(to: $0.lastPlace) }),
        Action(
            id: .nextPane, title: "Next pane", keys: [[.tab]], contexts: [.rooms, .themes, .events],
            unavailable: noPanes, run: { $0.focusPane(by: 1) }),
        Action(
            id: .previousPane, title: "Previous pane", keys: [[.backTab]], contexts: [.rooms, .themes, .events],
            unavailable: noPanes, run: { $0.focusPane(by: -1) }),
    ]

    static let moving: [Action] = [
        move(.up, "Up", [[.up], [.character("k")]]) { _ in -1 },
        move(.down, "Down", [[.down], [.character("j")]]) { _ in 1 },
        move(.pageUp, "Page up", [[.pageUp]]) { -$0.pageRows },
        move(.pageDown, "Page down", [[.pageDown]]) { $0.pageRows },
        move(.halfUp, "Half a page up", [[.control("u")]]) { -max(1, $0.pageRows / 2) },
        move(.halfDown, "Half a page down", [[.control("d")]]) { max(1, $0.pageRows / 2) },
        move(.first, "First", [[.home], [.character("g"), .character("g")]]) { _ in -1_000_000 },
        move(.last, "Last", [[.end], [.character("G")]]) { _ in 1_000_000 },
    ]

    private static let noPanes: @Sendable (Model) -> String? = { model in
        model.isWide && model.place == .board ? nil : "panes stand side by side from 110 columns on"
    }

    private static func move(
        _ id: ID, _ title: String, _ keys: [[Key]], _ step: @escaping @Sendable (Model) -> Int
    ) -> Action {
        Action(id: id, title: title, keys: keys, contexts: Context.lists) { model in
            model.move(by: step(model))
            return []
        }
    }

    private static func copying(_ choice: CopyChoice, _ id: ID) -> Action {
        Action(
            id: id, title: "Copy \(choice.title)", keys: [[.character(choice.key)]], contexts: [.copyMenu],
            hint: choice.title, run: { $0.copy(choice) })
    }
}
