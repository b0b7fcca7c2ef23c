import Meetings
import TerminalUI

/// What a key means: text in a line that is being typed, else an action of the table.
extension Model {
    mutating func press(_ key: Key) -> [Effect] {
        lastKeyAt = now
        answered = asked
        asked = nil
        notice = nil
        if let effects = type(key) { return effects }
        let keys = pending + [key]
        let context = context
        pending = []
        if let shownList { lists[shownList]?.rows.pin() }
        guard let action = configuration.keymap.find(keys, in: context) else {
            if !configuration.keymap.continuing(keys, in: context).isEmpty { pending = keys }
            return []
        }
        return run(action)
    }

    /// Runs an action, or says why it cannot be done.
    mutating func run(_ action: Action) -> [Effect] {
        if let reason = action.reason(self) {
            say("\(action.title): \(reason)", isError: true)
            return []
        }
        return action.run(&self)
    }

    /// Runs an action from a list or a line: a choice of a menu as if the menu were open.
    mutating func runFromView(_ action: Action) -> [Effect] {
        guard let opener = action.menu?.opener.flatMap({ Action[$0] }) else { return run(action) }
        let effects = run(opener)
        guard overlay != nil else { return effects }
        return effects + run(action)
    }

    mutating func paste(_ text: String) -> [Effect] {
        if case .form(var form)? = overlay {
            form.paste(text)
            overlay = .form(form)
        } else if let prompt, overlay == nil {
            self.prompt?.input.insert(text)
            typed(in: prompt.purpose)
        } else {
            say("pasted text goes into an input line only: / opens the filter")
        }
        return []
    }

    /// Gives the key to a line that is being typed. Nil when there is none, or when the key is one for everywhere.
    private mutating func type(_ key: Key) -> [Effect]? {
        if key == .control("c") || key == .control("z") || key == .control("l") {
            jump = nil
            return nil
        }
        switch overlay {
        case .form(let form): return fill(form, key)
        case .help(let help): return search(help, key)
        case .dialog(let dialog): return decide(dialog, key)
        case .themeChoice(let choice): return choose(choice, key)
        case .copyMenu, .menu, .text, .preview, .qr: return nil
        case nil: return jump.map { type(key, in: $0) } ?? prompt.map { type(key, in: $0) }
        }
    }

    /// The help list takes `/`, letters while searching, and Enter; nil leaves the key to the table.
    private mutating func search(_ before: HelpList, _ key: Key) -> [Effect]? {
        var help = before
        if key == .enter {
            overlay = nil
            let action = help.rows.selected.flatMap { Action[$0] }
            return action.map { runFromView($0) } ?? []
        }
        if help.isTyping {
            if key == .escape {
                help.isTyping = false
                help.query.replace(with: "")
            } else if key == .up || key == .down {
                help.rows.move(by: key == .up ? -1 : 1)
            } else {
                _ = help.query.handle(key)
            }
            help.search(configuration.keymap)
        } else if key == .character("/") {
            help.isTyping = true
        } else {
            return nil
        }
        overlay = .help(help)
        return []
    }
}
