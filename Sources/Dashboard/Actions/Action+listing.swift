import TerminalUI

/// Filter, order and marks of lists.
extension Action {
    static let listing: [Action] = [
        Action(
            id: "filter", title: "Filter", keys: [[.character("/")]], contexts: Context.lists,
            hint: "filter", argument: "words",
            runWith: { model, words in
                if let list = model.shownList { model.filter(list, by: words) }
                return []
            }, run: { $0.openFilter() })
    ]
}
