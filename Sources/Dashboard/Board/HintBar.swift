import TerminalUI

/// The line above the last: the keys that mean something here, what the row calls for first.
struct HintBar {
    let model: Model

    /// What is always there where it means something: without these a stranger is lost.
    private static let pinned: [Action.ID] = ["filter", "alarms", "command", "help", "back"]
    /// What is kept of these on a narrow screen.
    private static let narrow: [Action.ID] = ["help", "back"]

    func draw(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        let palette = model.configuration.palette
        var column = rect.column + 1
        if let text = CommandHint(model).text {
            canvas.put(text, row: rect.row, column: column, style: palette[.faint], width: max(0, rect.columns - 2))
            return
        }
        if FilterLine(model)?.drawHint(on: &canvas, in: rect) == true { return }
        for (key, text) in hints(columns: rect.columns - 1) {
            let width = TextWidth.columns(of: key) + 1 + TextWidth.columns(of: text)
            guard column + width < rect.endColumn else { break }
            canvas.put(key, row: rect.row, column: column, style: palette[.heading])
            canvas.put(text, row: rect.row, column: column + width - TextWidth.columns(of: text))
            column += width + 2
        }
    }

    private func hints(columns: Int) -> [(String, String)] {
        switch model.overlay {
        case .form(let form): return formHints(form)
        case .themeChoice:
            return [("Enter", "gives it"), ("↑↓", "choose"), ("letters", "search"), ("Backspace", "leave")]
        case .help(let help):
            if help.isTyping { return [("Enter", "run"), ("↑↓", "choose"), ("Esc", "clear")] }
            return [("Enter", "run"), ("↑↓", "choose"), ("/", "search"), ("q", "back")]
        case .dialog(let dialog):
            let enter = dialog.focus == .cancel ? "on Cancel closes" : "does it"
            let other = dialog.other.map { [(String($0.key), $0.title)] } ?? []
            return [("Tab", "move"), ("Enter", enter)] + other + [("q", "closes")]
        case .copyMenu, .menu, .text, .preview, .qr, nil: break
        }
        if let prompt = model.prompt { return prompt.hints }
        if model.jump != nil { return [("letters", "put the cursor there"), ("any other key", "leaves")] }
        let keymap = model.configuration.keymap
        if !model.pending.isEmpty {
            return keymap.continuing(model.pending, in: model.context).map { action in
                let keys = keymap.keys(of: action).first { $0.starts(with: model.pending) } ?? []
                return (KeyName.text(Array(keys.dropFirst(model.pending.count))), model.savedName(of: action))
            }
        }
        let possible = Action.hinted(in: model.context).filter { $0.reason(model) == nil }
        if model.overlay != nil { return possible.map(words) }
        let pins = columns < 59 ? Self.narrow : Self.pinned
        let pinned = pins.compactMap { id in possible.first { $0.id == id } }.map(words)
        let ordered = urgentFirst(possible.filter { !Self.pinned.contains($0.id) })
        var rest = columns - pinned.reduce(0) { $0 + Self.width($1) }
        var shown: [(String, String)] = []
        for hint in ordered.lazy.map(words) {
            rest -= Self.width(hint)
            if rest < 0 { break }
            shown.append(hint)
        }
        return shown + pinned
    }

    private func urgentFirst(_ actions: [Action]) -> [Action] {
        var (urgent, others): ([Action], [Action]) = ([], [])
        for action in actions {
            if action.isUrgent(model) { urgent.append(action) } else { others.append(action) }
        }
        return urgent + others
    }

    private func words(_ action: Action) -> (String, String) {
        let isTop = model.location == .place(.board)
        let hint = action.id == "back" && isTop ? "quit" : action.hint ?? ""
        return (model.configuration.keymap.text(of: action), hint)
    }

    private static func width(_ hint: (String, String)) -> Int {
        TextWidth.columns(of: hint.0) + 1 + TextWidth.columns(of: hint.1) + 2
    }

    private func formHints(_ form: Form) -> [(String, String)] {
        if form.request != nil { return [("…", "waiting for the server"), ("Esc", "leave")] }
        let enter =
            switch form.button {
            case .cancel: "leave"
            case .preview: form.showsPreview ? "back to the fields" : "preview"
            case .saveAsNew: "save as new"
            case .send, nil: form.isNew ? "create" : "save"
            }
        let groups = form.fields.contains { $0.group != nil } ? [("PgDn", "next group")] : []
        return [("Enter", enter), ("Tab", "next"), ("←→", "change")] + groups + [("^U", "clear"), ("Esc", "leave")]
    }
}
