import Meetings
import MeetingsStore
import TerminalUI

/// The two lines at the bottom: what can be done here, and what was done last.
struct FooterView {
    let model: Model

    func drawHints(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        let palette = model.configuration.palette
        var column = rect.column + 1
        if let text = CommandHint(model).text {
            canvas.put(text, row: rect.row, column: column, style: palette[.faint], width: max(0, rect.columns - 2))
            return
        }
        for (key, text) in hints {
            let width = TextWidth.columns(of: key) + 1 + TextWidth.columns(of: text)
            guard column + width < rect.endColumn else { break }
            canvas.put(key, row: rect.row, column: column, style: palette[.heading])
            canvas.put(text, row: rect.row, column: column + width - TextWidth.columns(of: text))
            column += width + 2
        }
    }

    private var hints: [(String, String)] {
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
        let keymap = model.configuration.keymap
        if !model.pending.isEmpty {
            return keymap.continuing(model.pending, in: model.context).map { action in
                let keys = keymap.keys(of: action).first { $0.starts(with: model.pending) } ?? []
                return (KeyName.text(Array(keys.dropFirst(model.pending.count))), action.title)
            }
        }
        let actions = Action.all.filter { $0.contexts.contains(model.context) && $0.hint != nil }
        let possible = actions.filter { $0.reason(model) == nil }
        let urgent = possible.filter { $0.isUrgent(model) }
        let ordered = urgent + possible.filter { !$0.isUrgent(model) }
        var shown = ordered.map { (keymap.text(of: $0), $0.hint ?? "") }
        if model.overlay == nil { shown.append(("q", model.location == .place(.board) ? "quit" : "back")) }
        return shown
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

    func drawStatus(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        let palette = model.configuration.palette
        let right = position
        let width = TextWidth.columns(of: right)
        canvas.put(right, row: rect.row, endingBefore: rect.endColumn - 1, style: palette[.faint])
        let room = max(0, rect.columns - width - 4)
        if let prompt = model.prompt {
            let label = canvas.put(prompt.label, row: rect.row, column: rect.column + 1, style: palette[.heading])
            prompt.input.draw(
                on: &canvas, row: rect.row, column: rect.column + 1 + label, width: max(0, room - 1 - label))
            return
        }
        let (text, role) = status
        canvas.put(text, row: rect.row, column: rect.column + 1, style: palette[role], width: room)
    }

    private var status: (String, Role) {
        if let notice = model.notice { return (notice.text, notice.isError ? .error : .text) }
        let link = model.link
        if let reason = link.reason { return (reason, .error) }
        switch model.overlay {
        case .dialog(let dialog):
            return (dialog.call.isEmpty ? "" : "nothing has been sent yet · \(dialog.call)", .faint)
        case .form, .help, .text, .menu, .themeChoice, .preview, .qr: return ("", .faint)
        case .copyMenu: return (model.selectedRoom?.title ?? "", .faint)
        case nil: break
        }
        if let past = model.past {
            let at = past.at.map { TimeText.full($0, utcOffset: model.utcOffset) } ?? "before the first event"
            return ("TIME TRAVEL \(at) after event \(past.sequence) · ←→ step · End returns to now", .warning)
        }
        if let object = model.openObject { return (model.title(of: object), .faint) }
        let place = model.shownList ?? model.place.list
        guard let list = ListView(model, place) else { return ("", .faint) }
        let state = model.lists[place] ?? ListState()
        let filter = state.filter.isEmpty ? "none" : state.filter
        let marked = state.marks.isEmpty ? "" : " · \(state.marks.count) marked"
        let count = state.rows.count == 1 ? "1 \(list.kind.nouns.one)" : "\(state.rows.count) \(list.kind.nouns.many)"
        return ("\(count)\(marked) · filter: \(filter) · sort: \(list.sortName)", .faint)
    }

    private var position: String {
        if case .help(let help)? = model.overlay { return Self.row(help.rows.index, help.rows.count) }
        if model.overlay != nil { return "" }
        if model.viewContext == .events { return Self.row(model.eventsBack, model.state.events.count) }
        let rows = model.shownList.flatMap { model.lists[$0]?.rows }
        return rows.map { Self.row($0.index, $0.count) } ?? ""
    }

    private static func row(_ index: Int?, _ count: Int) -> String {
        guard let index, count > 0 else { return "" }
        return "row \(index + 1)/\(count)"
    }
}
