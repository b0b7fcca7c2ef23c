import TerminalUI

/// Putting the cursor on a row that is seen.
extension Action {
    static let jumping: [Action] = [
        Action(
            id: "jump", title: "Letters at the rows: typing them puts the cursor there", keys: [[.character("'")]],
            contexts: Context.lists.union([.room, .session, .person, .theme]),
            unavailable: { $0.reasonNotToJump }, run: { $0.showJumpLabels() })
    ]
}
