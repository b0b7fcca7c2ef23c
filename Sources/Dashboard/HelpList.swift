import TerminalUI

/// The list of what can be done where the operator was when `?` was pressed.
struct HelpList: Equatable, Sendable {
    let context: Context
    var rows: RowList<Action.ID>
    var query = TextInput()
    var isTyping = false

    init(context: Context) {
        self.context = context
        rows = RowList()
        search()
        rows.pin()
    }

    mutating func search() {
        let words = query.text.lowercased().split(separator: " ")
        let found = Action.all.filter { $0.contexts.contains(context) && $0.id != .help }.filter { action in
            let text = (action.title + " " + action.keyText + " " + action.id.rawValue).lowercased()
            return words.allSatisfy { text.contains($0) }
        }
        rows.replace(with: found.map(\.id))
    }
}
