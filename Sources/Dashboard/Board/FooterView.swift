import Meetings
import MeetingsStore
import TerminalUI

/// The last line: what was done last, or what the list shows.
struct FooterView {
    let model: Model

    func drawStatus(on canvas: inout Canvas, in rect: Rect) {
        guard rect.rows > 0 else { return }
        let palette = model.configuration.palette
        var right = position
        if rect.columns < 40 { right = right.replacing("row ", with: "") }
        let width = TextWidth.columns(of: right)
        canvas.put(right, row: rect.row, endingBefore: rect.endColumn - 1, style: palette[.faint])
        let room = max(0, rect.columns - width - 4)
        if let prompt = model.prompt {
            let label = canvas.put(prompt.label, row: rect.row, column: rect.column + 1, style: palette[.heading])
            let (column, columns) = (rect.column + 1 + label, max(0, room - 1 - label))
            prompt.input.draw(on: &canvas, row: rect.row, column: column, width: columns)
            FilterLine(model)?.underline(
                on: &canvas, row: rect.row, column: column, shown: prompt.input.firstShown(width: columns),
                width: columns)
            return
        }
        let (text, role) = status(in: rect)
        let shown = model.overlay == nil && role != .error && model.notice == nil ? Self.fit(text, to: room) : text
        canvas.put(shown, row: rect.row, column: rect.column + 1, style: palette[role], width: room)
    }

    private func status(in rect: Rect) -> (String, Role) {
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
            return ("TIME TRAVEL \(at) #\(past.sequence) · ←→ step · End returns to now", .warning)
        }
        if let object = model.openObject { return (model.title(of: object), .faint) }
        if model.viewContext == .events { return eventsStatus }
        if rect.columns < 60, let alarm = model.selectedAlarm?.alarm {
            return ("\(alarm.rule.title) · \(AlarmsView.time(alarm, model)) · \(alarm.saw)", .text)
        }
        let place = model.shownList ?? model.place.list
        guard let list = ListView(model, place) else { return ("", .faint) }
        let state = model.lists[place] ?? ListState()
        let nouns = list.kind.nouns
        let sort = " · sort: \(list.sortName)"
        let marks = model.markText(of: place)
        if state.filter.isEmpty {
            let count = state.rows.count == 1 ? "1 \(nouns.one)" : "\(state.rows.count) \(nouns.many)"
            return marks.isEmpty ? ("\(count) · filter: none" + sort, .faint) : (marks, .marked)
        }
        let clear = Action["clear-filter"].map { model.configuration.keymap.text(of: $0) } ?? ""
        let name = model.savedFilters(of: place).first { $0.text == state.filter }?.name
        let text = "\(state.rows.count) of \(state.total) \(nouns.many) · filter: \(name ?? state.filter)"
        if !marks.isEmpty { return (marks + " · filter: \(name ?? state.filter)", .marked) }
        return (text + " · \(clear) clears" + sort, .text)
    }

    private var eventsStatus: (String, Role) {
        let count = model.eventRows == 1 ? "1 event" : "\(model.eventRows) events"
        let filter = model.lists[.events]?.filter ?? ""
        let rest = " · filter: \(filter.isEmpty ? "none" : filter) · newest first"
        return (count + rest, filter.isEmpty ? .faint : .text)
    }

    private var position: String {
        if case .help(let help)? = model.overlay { return Self.row(help.rows.index, help.rows.count) }
        if model.overlay != nil { return "" }
        if let line = FilterLine(model) { return line.count }
        if model.viewContext == .events { return Self.row(model.eventsBack, model.eventRows) }
        let rows = model.shownList.flatMap { model.lists[$0]?.rows }
        return rows.map { Self.row($0.index, $0.count) } ?? ""
    }

    private static func row(_ index: Int?, _ count: Int) -> String {
        guard let index, count > 0 else { return "" }
        return "row \(index + 1)/\(count)"
    }

    /// As many parts of a text as fit: whole ones, but for the first.
    static func fit(_ text: String, to columns: Int) -> String {
        if TextWidth.columns(of: text) <= columns { return text }
        var parts = text.split(separator: " · ", omittingEmptySubsequences: false).map(String.init)
        while parts.count > 1, TextWidth.columns(of: parts.joined(separator: " · ")) > columns { parts.removeLast() }
        return parts.joined(separator: " · ")
    }
}
