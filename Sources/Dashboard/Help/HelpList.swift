import TerminalUI

/// The list of what can be done where the operator was when `?` was pressed.
struct HelpList: Equatable, Sendable {
    let context: Context
    var rows: RowList<Action.ID>
    var query = TextInput()
    var isTyping = false
    /// Actions that nobody would look for here.
    private let hidden: Set<Action.ID>

    init(context: Context, keymap: Keymap, hiding hidden: Set<Action.ID> = []) {
        self.context = context
        self.hidden = hidden
        rows = RowList()
        search(keymap)
        rows.pin()
    }

    mutating func search(_ keymap: Keymap) {
        let words = query.text.lowercased().split(separator: " ")
        let found = Action.all.filter {
            $0.isMeant(in: context) && $0.id != "help" && !hidden.contains($0.id)
        }.filter { action in
            let text = (action.title + " " + keymap.path(to: action) + " " + action.id.rawValue).lowercased()
            return words.allSatisfy { text.contains($0) }
        }
        rows.replace(with: found.map(\.id))
    }
}
