import TerminalUI

/// Going from view to view.
extension Action {
    static let going: [Action] =
        [
            Action(
                id: "back", title: "Back; on the board asks to quit",
                keys: [[.character("q")], [.backspace], [.escape]], contexts: Context.views.union([.help]),
                hint: "back", run: { $0.back() })
        ] + Place.allCases.map(going) + [
            Action(
                id: "last-view", title: "Last view", keys: [[.character("-")]], contexts: Context.views,
                run: { $0.go(to: $0.lastPlace) }),
            Action(
                id: "next-pane", title: "Next pane", keys: [[.tab]], contexts: Set(Pane.allCases.map(\.context)),
                unavailable: noPanes, run: { $0.focusPane(by: 1) }),
            Action(
                id: "previous-pane", title: "Previous pane", keys: [[.backTab]],
                contexts: Set(Pane.allCases.map(\.context)),
                unavailable: noPanes, run: { $0.focusPane(by: -1) }),
        ]

    private static func going(_ place: Place) -> Action {
        let first: [Key] = place == .alarms ? [.character("!")] : place.digit.map { [.character($0)] } ?? []
        return Action(
            id: ID(rawValue: place.rawValue), title: place.title.prefix(1).uppercased() + place.title.dropFirst(),
            keys: [first, [.character("g"), .character(place.letter)]].filter { !$0.isEmpty }, contexts: Context.views,
            hint: place == .alarms ? "alarms" : nil, run: { $0.go(to: place) })
    }

    private static let noPanes: @Sendable (Model) -> String? = { model in
        model.isWide && model.location == .place(.board) ? nil : "panes stand side by side from 110 columns on"
    }
}
