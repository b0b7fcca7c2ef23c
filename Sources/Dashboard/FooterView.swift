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
        case .form(let form):
            if form.request != nil { return [("…", "waiting for the server"), ("Esc", "leave")] }
            return [("Enter", "create"), ("Tab", "next"), ("←→", "change"), ("Esc", "leave")]
        case .help(let help):
            if help.isTyping { return [("Enter", "run"), ("↑↓", "choose"), ("Esc", "clear")] }
            return [("Enter", "run"), ("↑↓", "choose"), ("/", "search"), ("q", "back")]
        case .copyMenu, .text, nil: break
        }
        if model.filterInput != nil { return [("Enter", "keep"), ("Esc", "clear"), ("↑↓", "move")] }
        if !model.pending.isEmpty {
            return Action.continuing(model.pending, in: model.context).map { action in
                let keys = action.keys.first { $0.starts(with: model.pending) } ?? []
                return (KeyName.text(Array(keys.dropFirst(model.pending.count))), action.title)
            }
        }
        let actions = Action.all.filter { $0.contexts.contains(model.context) && $0.hint != nil }
        var shown = actions.filter { $0.reason(model) == nil }.map { ($0.keyText, $0.hint ?? "") }
        if model.context != .copyMenu, model.context != .text {
            let isTop = model.openRoom == nil && model.place == .board
            shown += [model.place == .board ? ("6", "themes") : ("1", "board"), ("q", isTop ? "quit" : "back")]
        }
        return shown
    }

    func drawStatus(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        let palette = model.configuration.palette
        let right = position
        let width = TextWidth.columns(of: right)
        canvas.put(right, row: rect.row, endingBefore: rect.endColumn - 1, style: palette[.faint])
        let room = max(0, rect.columns - width - 4)
        if let filter = model.filterInput {
            canvas.put("/", row: rect.row, column: rect.column + 1, style: palette[.heading])
            filter.draw(on: &canvas, row: rect.row, column: rect.column + 2, width: max(0, room - 2))
            return
        }
        let (text, role) = status
        canvas.put(text, row: rect.row, column: rect.column + 1, style: palette[role], width: room)
    }

    private var status: (String, Role) {
        if let notice = model.notice { return (notice.text, notice.isError ? .error : .text) }
        let link = LinkText(model.state, now: model.now, configuration: model.configuration)
        if let reason = link.reason { return (reason, .error) }
        switch model.overlay {
        case .form, .help, .text: return ("", .faint)
        case .copyMenu: return (model.selectedRoom?.title ?? "", .faint)
        case nil: if model.openRoom != nil { return (model.selectedRoom?.title ?? "", .faint) }
        }
        let filter = model.filters[model.place].flatMap { $0.isEmpty ? nil : $0 } ?? "none"
        if model.place == .themes { return ("\(model.themes.count) themes · filter: \(filter)", .faint) }
        return ("\(model.rooms.count) rooms · filter: \(filter) · sort: severity", .faint)
    }

    private var position: String {
        if case .help(let help)? = model.overlay { return Self.row(help.rows.index, help.rows.count) }
        if model.overlay != nil { return "" }
        switch model.viewContext {
        case .rooms: return Self.row(model.rooms.index, model.rooms.count)
        case .themes: return Self.row(model.themes.index, model.themes.count)
        case .events: return Self.row(model.eventsBack, model.state.events.count)
        case .room, .copyMenu, .text, .form, .help: return ""
        }
    }

    private static func row(_ index: Int?, _ count: Int) -> String {
        guard let index, count > 0 else { return "" }
        return "row \(index + 1)/\(count)"
    }
}
