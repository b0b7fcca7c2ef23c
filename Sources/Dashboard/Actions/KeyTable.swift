import Meetings
import TerminalUI

/// All actions with their keys: what is printed, what settings may change, and what is wrong with such settings.
public enum KeyTable {
    /// One action.
    public struct Row: Hashable, Sendable {
        /// What it is called in settings and after `:`.
        public let id: String
        /// Its keys, the one that is shown first.
        public let keys: [String]
        /// What it does.
        public let title: String
        /// The views where it can be used.
        public let contexts: [String]
        /// The same in few words: `everywhere but API log`, `lists, room`.
        public let place: String
        /// The verb of the command line that does the same; nil where there is none.
        public let verb: String?
        /// The requests behind it; nil where nothing is sent.
        public let call: String?
    }

    /// Every action, in the order of the help list.
    public static func rows(_ keymap: Keymap) -> [Row] {
        Action.all.map { action in
            Row(
                id: action.id.rawValue, keys: keymap.keys(of: action).map(KeyName.text), title: action.title,
                contexts: Context.allCases.filter(action.contexts.contains).map(\.title),
                place: Context.words(action.contexts), verb: action.verb, call: action.call)
        }
    }

    /// Keys that mean two things in one view.
    public struct Conflict: Hashable, Sendable {
        /// The actions that they mean, in the order of the table.
        public let actions: [String]
        /// What is wrong and what to write.
        public let sentence: String
    }

    /// What is wrong with the keys of one action in settings and what to write, one sentence for each; `none` is no
    /// text at all here. `keymap` is that of all settings.
    public static func problems(_ id: String, _ texts: [String], in keymap: Keymap = Keymap()) -> [String] {
        guard let action = Action[Action.ID(rawValue: id)] else {
            let near = Spelling.nearest(to: id, among: Action.all.map(\.id.rawValue))
            let help = near.map { "; did you mean `\($0)`?" } ?? "; `greenroom keys` lists them all."
            return ["there is no action `\(id.scrubbed(limit: 60))`" + help]
        }
        return texts.compactMap { text in
            guard let keys = KeyName.keys(text) else {
                return
                    "`\(text.scrubbed(limit: 40))` is no key for `\(action.id)`; write x, ^X, F5, Space, Enter or g x."
            }
            let taken = keys.lazy.compactMap { key in KeyName.taker(of: key).map { (KeyName.text(key), $0) } }.first
            return taken.map { "`\($0)` does not reach `\(action.id)`: \($1); \(advice(for: [action], keymap))." }
        }
    }

    /// Which keys mean two things in one view.
    public static func conflicts(_ keymap: Keymap) -> [Conflict] {
        var found: [Conflict] = []
        for (index, one) in Action.all.enumerated() {
            for other in Action.all.dropFirst(index + 1) where !one.contexts.isDisjoint(with: other.contexts) {
                for keys in keymap.keys(of: one) {
                    guard keymap.keys(of: other).contains(where: { $0.starts(with: keys) || keys.starts(with: $0) })
                    else { continue }
                    let place = Context.allCases.first { one.contexts.contains($0) && other.contexts.contains($0) }
                    let sentence =
                        "`\(KeyName.text(keys))` means `\(one.id)` and `\(other.id)` in \(place?.title ?? "one view"); "
                        + advice(for: [one, other], keymap) + "."
                    found.append(Conflict(actions: [one.id.rawValue, other.id.rawValue], sentence: sentence))
                }
            }
        }
        return found
    }

    /// What to write instead: a letter that means nothing yet wherever these actions can be used.
    private static func advice(for actions: [Action], _ keymap: Keymap) -> String {
        let contexts = actions.reduce(into: Set<Context>()) { $0.formUnion($1.contexts) }
        let free = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ&%$=;,".first { letter in
            !contexts.contains { context in
                keymap.find([.character(letter)], in: context) != nil
                    || !keymap.continuing([.character(letter)], in: context).isEmpty
            }
        }
        let choice = free.map { "write another, such as `\($0)`, or `none`" } ?? "write another, or `none`"
        return actions.count == 1 ? choice : "for one of them \(choice)"
    }
}

extension Keymap {
    /// The keys of settings by the id of their action: an empty list takes an action's keys away. What is no action and
    /// no key is left out; `KeyTable.problems` tells of it.
    public init(settings: [String: [String]]) {
        var replaced: [Action.ID: [[Key]]] = [:]
        for (name, texts) in settings {
            let id = Action.ID(rawValue: name)
            guard Action[id] != nil else { continue }
            let keys = texts.compactMap(KeyName.keys)
            if keys.count == texts.count { replaced[id] = keys }
        }
        self.init(replacing: replaced)
    }
}
