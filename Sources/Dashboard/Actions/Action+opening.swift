import TerminalUI

/// Opening what is under the cursor.
extension Action {
    static let opening: [Action] = [
        Action(
            id: "open", title: "Open what is under the cursor", keys: [[.enter]],
            contexts: Context.lists.union(Context.objects), hint: "open", argument: "name",
            candidates: { model in model.shownNames }, unavailable: { $0.reasonNotToOpen },
            runWith: { $0.open(named: $1) }, run: { $0.openSelected() }),
        Action(
            id: "reveal", title: "Show or mask the host link", keys: [[.character("v")]], contexts: [.room],
            hint: "host link",
            unavailable: { $0.mayWrite ? nil : "host links stay hidden while changes are off · W" },
            run: { $0.reveal() }),
    ]
}
