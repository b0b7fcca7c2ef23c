/// A line as it is typed after `:`: the name of an action, and what follows it.
struct CommandLine: Equatable {
    let name: String
    let argument: String

    init(_ line: String) {
        let parts = line.drop { $0 == " " }.split(separator: " ", maxSplits: 1)
        name = parts.first.map(String.init) ?? ""
        argument = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
    }

    /// The actions that can be meant in a context: those of the view, and those of the menus that it opens.
    static func actions(in context: Context) -> [Action] {
        Action.all.filter { action in
            action.contexts.contains(context) || !action.contexts.isDisjoint(with: [.copyMenu])
        }
    }

    /// Whole lines that a line could become: names first, those that begin with it before those that contain it.
    static func completions(of line: String, in model: Model) -> [String] {
        let typed = CommandLine(line).name.lowercased()
        let names = actions(in: model.viewContext).map(\.id.rawValue)
        let starting = names.filter { $0.hasPrefix(typed) }
        return (starting + names.filter { !$0.hasPrefix(typed) && $0.contains(typed) }).reduce(into: []) {
            found, name in
            if !found.contains(name) { found.append(name) }
        }
    }

    /// How many letters must change to make one text of another: what finds the name that was meant.
    static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left), Array(right))
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var corner = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let changed = corner + (a == b ? 0 : 1)
                corner = row[j + 1]
                row[j + 1] = min(changed, row[j] + 1, corner + 1)
            }
        }
        return row[right.count]
    }
}

extension Model {
    /// Does what a line asks for, or says what is wrong with it.
    mutating func runCommand(_ text: String) -> [Effect] {
        let line = CommandLine(text)
        guard !line.name.isEmpty else { return [] }
        let actions = CommandLine.actions(in: viewContext)
        guard let action = actions.first(where: { $0.id.rawValue == line.name }) else {
            say(unknown(line.name, among: actions), isError: true)
            return []
        }
        guard !line.argument.isEmpty else { return run(action) }
        guard let runWith = action.runWith else {
            say("\(line.name) takes nothing after its name", isError: true)
            return []
        }
        if let reason = action.reason(self) {
            say("\(action.title): \(reason)", isError: true)
            return []
        }
        return runWith(&self, line.argument)
    }

    private func unknown(_ name: String, among actions: [Action]) -> String {
        if Action[Action.ID(rawValue: name)] != nil { return "\(name) means nothing in this view" }
        let near = actions.map(\.id.rawValue).min {
            CommandLine.distance($0, name) < CommandLine.distance($1, name)
        }
        guard let near, CommandLine.distance(near, name) <= 3 else {
            return "there is no command \(name) · ? lists them"
        }
        return "there is no command \(name) · did you mean \(near)?"
    }
}
