import TerminalUI

/// Going from an object to what belongs to it: one key each, and Backspace leads back.
extension Action {
    static let related: [Action] = [
        related(
            "owner", "Its room; of a room its live session", "o", .room, "room",
            [.session, .event, .recording, .delivery]),
        related("its-recordings", "Its recordings", "c", .recordings),
        related("its-deliveries", "Its callbacks", "d", .deliveries, "callbacks", [.event]),
        related("its-theme", "Its theme", "b", .theme),
        related("its-events", "Its events", "l", .events, "events", [.session]),
    ]

    private static func related(
        _ id: ID, _ title: String, _ key: Character, _ relation: Model.Relation, _ hint: String? = nil,
        _ hinted: Set<Context> = []
    ) -> Action {
        Action(
            id: id, title: title, keys: [[.character(key)]], contexts: Context.views.subtracting([.log, .request]),
            hint: hint, hintContexts: hinted,
            unavailable: { model in
                if case .failure(let reason) = model.target(relation) { reason.text } else { nil }
            }, run: { $0.follow(relation) })
    }

    /// The chart of a session, and the panes of a wide screen.
    static let panes: [Action] = [
        Action(
            id: "zoom-in", title: "Shorter time on the chart", keys: [[.character(">")]], contexts: [.session],
            run: { model in
                model.zoomChart(by: 1)
                return []
            }),
        Action(
            id: "zoom-out", title: "Longer time on the chart", keys: [[.character("<")]], contexts: [.session],
            run: { model in
                model.zoomChart(by: -1)
                return []
            }),
        Action(
            id: "chart-earlier", title: "Earlier on the chart", keys: [[.left]], contexts: [.session],
            run: { model in
                model.moveChart(by: -1)
                return []
            }),
        Action(
            id: "chart-later", title: "Later on the chart", keys: [[.right]], contexts: [.session],
            run: { model in
                model.moveChart(by: 1)
                return []
            }),
        Action(
            id: "people-or-timeline", title: "People or timeline", keys: [[.tab]], contexts: [.session],
            hint: "timeline",
            run: { model in
                model.showsTimeline.toggle()
                model.scroll = 0
                return []
            }),
        Action(
            id: "maximise", title: "One pane on the whole screen, or all again", keys: [[.character("F")]],
            contexts: Context.lists, unavailable: { $0.isWide && $0.location == .place(.board) ? nil : noPanes },
            run: { model in
                model.isMaximized.toggle()
                return []
            }),
    ]

    private static let noPanes = "panes stand side by side on the board, from 110 columns on"
}
