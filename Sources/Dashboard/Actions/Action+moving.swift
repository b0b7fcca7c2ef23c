import TerminalUI

/// Moving the cursor, or what is shown.
extension Action {
    static let moving: [Action] = [
        move("up", "Up", [[.up], [.character("k")]]) { _ in -1 },
        move("down", "Down", [[.down], [.character("j")]]) { _ in 1 },
        move("page-up", "Page up", [[.pageUp]]) { -$0.pageRows },
        move("page-down", "Page down", [[.pageDown]]) { $0.pageRows },
        move("half-up", "Half a page up", [[.control("u")]]) { -max(1, $0.pageRows / 2) },
        move("half-down", "Half a page down", [[.control("d")]]) { max(1, $0.pageRows / 2) },
        move("first", "First", [[.home], [.character("g"), .character("g")]]) { _ in -1_000_000_000 },
        Action(
            id: "last", title: "Last; in events the newest; in time travel back to now",
            keys: [[.end], [.character("G")]], contexts: Context.views.union([.help])
        ) { model in
            if model.overlay == nil, model.past != nil { return model.returnToNow() }
            if model.context == .events { return model.followEvents() }
            model.move(by: 1_000_000_000)
            return []
        },
    ]

    private static func move(
        _ id: ID, _ title: String, _ keys: [[Key]], _ step: @escaping @Sendable (Model) -> Int
    ) -> Action {
        Action(id: id, title: title, keys: keys, contexts: Context.views.union([.help])) { model in
            model.move(by: step(model))
            return []
        }
    }
}
