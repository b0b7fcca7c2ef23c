import Meetings

/// A line as it is typed after `:`: the name of an action, and what follows it.
struct CommandLine: Equatable {
    let name: String
    let argument: String

    init(_ line: String) {
        let parts = line.drop { $0 == " " }.split(separator: " ", maxSplits: 1)
        name = parts.first.map(String.init) ?? ""
        argument = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
    }

    /// The actions that can be meant where keys go to `context`.
    static func actions(in context: Context) -> [Action] { Action.all.filter { $0.isMeant(in: context) } }

    /// Whole lines that a line could become: names that begin with it, then those that contain it, then those that have
    /// its letters in its order. After a name, what may follow that name.
    static func completions(of line: String, in model: Model) -> [String] {
        let typed = CommandLine(line)
        let actions = actions(in: model.viewContext)
        if line.contains(" "), let action = actions.first(where: { $0.id.rawValue == typed.name }) {
            let found = action.candidates?(model) ?? []
            let text = typed.argument.lowercased()
            return found.filter { $0.lowercased().contains(text) }.map { "\(typed.name) \($0)" }
        }
        let idle = model.idleChoices
        let names = actions.filter { !idle.contains($0.id) }.map(\.id.rawValue)
        let name = typed.name.lowercased()
        let ranked = names.compactMap { other in rank(of: name, in: other).map { (rank: $0, name: other) } }
        let found = (0...1).flatMap { rank in ranked.filter { $0.rank == rank }.map(\.name) }
        // Letters that stand apart are a guess: only where nothing else is found.
        return found.isEmpty ? ranked.map(\.name) : found
    }

    private static func rank(of typed: String, in name: String) -> Int? {
        if name.hasPrefix(typed) { return 0 }
        if name.contains(typed) { return 1 }
        var rest = name[...]
        for letter in typed {
            guard let place = rest.firstIndex(of: letter) else { return nil }
            rest = rest[rest.index(after: place)...]
        }
        return 2
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
        guard !line.argument.isEmpty else { return runFromView(action) }
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

    /// What a line would do: for the line above it while it is typed.
    func preview(of text: String) -> String {
        let line = CommandLine(text)
        guard let action = CommandLine.actions(in: viewContext).first(where: { $0.id.rawValue == line.name }) else {
            return ""
        }
        if let reason = action.reason(self) { return "\(action.title): \(reason)" }
        var parts = [action.title]
        if let argument = action.argument, line.argument.isEmpty { parts[0] += " <\(argument)>" }
        if action.isWrite, targets.count > 1 { parts.append("on \(targets.count) marked") }
        if action.isWrite, targets.count == 1, let target = targets.first { parts.append("on \(title(of: target))") }
        if let call = action.call { parts.append(call) }
        return parts.joined(separator: " · ")
    }

    private func unknown(_ name: String, among actions: [Action]) -> String {
        if Action[Action.ID(rawValue: name)] != nil { return "\(name) means nothing in this view" }
        guard let near = Spelling.nearest(to: name, among: actions.map(\.id.rawValue)) else {
            return "there is no command \(name) · ? lists them"
        }
        return "there is no command \(name) · did you mean \(near)?"
    }
}
