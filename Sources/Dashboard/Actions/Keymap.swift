import TerminalUI

/// Which keys mean which action: those of the table, with what settings replace.
public struct Keymap: Equatable, Sendable {
    /// Keys by the id of their action; no sequence at all turns the keys of an action off.
    private let replaced: [Action.ID: [[Key]]]

    /// The keys of the table.
    public init() { replaced = [:] }

    init(replacing keys: [Action.ID: [[Key]]]) { replaced = keys }

    /// The sequences that mean an action, the first of which is shown.
    func keys(of action: Action) -> [[Key]] {
        replaced.isEmpty ? action.keys : replaced[action.id] ?? action.keys
    }

    /// The first sequence, as screens write it; empty where an action has no keys.
    func text(of action: Action) -> String { keys(of: action).first.map(KeyName.text) ?? "" }

    /// The keys that lead to an action from a view, those of its menu first.
    func path(to action: Action) -> String {
        let opener = action.menu?.opener.flatMap { Action[$0] }
        return [opener, action].compactMap(\.self).map { text(of: $0) }.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// The action that a sequence of keys means in a context.
    func find(_ sequence: [Key], in context: Context) -> Action? {
        Action.all(in: context).first { keys(of: $0).contains(sequence) }
    }

    /// The actions that more keys could make of a sequence.
    func continuing(_ sequence: [Key], in context: Context) -> [Action] {
        Action.all(in: context).filter { action in
            keys(of: action).contains { $0.count > sequence.count && $0.starts(with: sequence) }
        }
    }
}
