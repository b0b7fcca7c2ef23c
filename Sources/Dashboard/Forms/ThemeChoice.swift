import Meetings
import MeetingsStore
import TerminalUI

/// A theme to be chosen for rooms: letters search, the cursor chooses.
struct ThemeChoice: Equatable, Sendable {
    /// The rooms that would have it.
    let rooms: [RoomID]
    var query = TextInput(limit: 60)
    /// The choices; nil takes the theme off.
    var themes: [ThemeID?] = []
    var index = 0

    /// What the cursor is on; nil where no theme has these letters.
    var selected: ThemeID?? { themes.indices.contains(index) ? .some(themes[index]) : nil }
}

extension Model {
    mutating func openThemeChoice() -> [Effect] {
        let rooms = targetRooms.filter { reasonAgainstUpdate(of: $0) == nil }.map(\.id)
        var choice = ThemeChoice(rooms: rooms)
        choice.themes = themes(with: "")
        if rooms.count == 1, let theme = state.rooms[rooms[0]]?.room?.themeID {
            choice.index = choice.themes.firstIndex(of: theme) ?? 0
        }
        overlay = .themeChoice(choice)
        return []
    }

    /// The themes whose names have these letters, by name; without letters also none.
    private func themes(with letters: String) -> [ThemeID?] {
        let words = letters.lowercased()
        let found: [ThemeID?] = themesByName.filter { words.isEmpty || $0.name.lowercased().contains(words) }.map(\.id)
        return words.isEmpty || "none".hasPrefix(words) ? found + [nil] : found
    }

    mutating func choose(_ before: ThemeChoice, _ key: Key) -> [Effect] {
        var choice = before
        switch key {
        case .escape: overlay = nil
        case .backspace where choice.query.isEmpty: overlay = nil
        case .up, .backTab: choice.index = max(0, choice.index - 1)
        case .down, .tab: choice.index = min(max(0, choice.themes.count - 1), choice.index + 1)
        case .enter: return give(choice)
        default:
            if choice.query.handle(key) {
                choice.themes = themes(with: choice.query.text)
                choice.index = 0
            }
        }
        if overlay != nil { overlay = .themeChoice(choice) }
        return []
    }

    /// Gives the rooms the theme that a command names.
    mutating func chooseTheme(named name: String) -> [Effect] {
        _ = openThemeChoice()
        guard case .themeChoice(var choice)? = overlay else { return [] }
        choice.themes = themes(with: name)
        overlay = nil
        guard choice.selected != nil else {
            say("no theme is called \(name)", isError: true)
            return []
        }
        return give(choice)
    }

    private mutating func give(_ choice: ThemeChoice) -> [Effect] {
        guard let theme = choice.selected else { return [] }
        overlay = nil
        let items = choice.rooms.compactMap { id -> Batch.Item? in
            guard let room = state.rooms[id]?.room, room.themeID != theme else { return nil }
            return Batch.Item(
                object: .room(id), name: room.displayName, request: .updateRoom(id, RoomUpdate(themeID: .some(theme))))
        }
        guard !items.isEmpty else {
            say("nothing to change: that is the theme already")
            return choice.rooms.count == 1 ? openPreview() : []
        }
        return carryOut(items)
    }
}

/// The themes beside the page as it would be with the one under the cursor.
struct ThemeChoiceView {
    let model: Model
    let choice: ThemeChoice

    func draw(on canvas: inout Canvas, in rect: Rect) {
        let palette = model.configuration.palette
        canvas.fill(rect)
        let name =
            choice.rooms.count == 1 ? model.title(of: .room(choice.rooms[0])) : "\(choice.rooms.count) rooms"
        let isWide = rect.columns >= 76
        let list = isWide ? rect.left(rect.columns * 2 / 5) : rect.top(max(3, rect.rows - PageMockup.rows))
        canvas.frame(list, title: "Theme of \(name)", style: palette[.heading])
        let inner = list.inset(by: 1)
        guard inner.rows > 0 else { return }
        let label = canvas.put("search: ", row: inner.row, column: inner.column + 1, style: palette[.faint])
        choice.query.draw(
            on: &canvas, row: inner.row, column: inner.column + 1 + label, width: max(0, inner.columns - label - 2))
        let rows = inner.droppingTop(1)
        let top = max(0, min(choice.index - rows.rows + 1, choice.themes.count - rows.rows))
        for (row, index) in zip(rows.row..<rows.endRow, choice.themes.indices.dropFirst(top)) {
            drawRow(index, on: &canvas, row: row, in: rows)
        }
        if choice.themes.isEmpty {
            canvas.put("no theme has these letters", row: rows.row, column: rows.column + 3, width: rows.columns - 3)
        }
        let page = isWide ? rect.droppingLeft(list.columns) : rect.droppingTop(list.rows)
        drawPage(on: &canvas, in: page)
    }

    private func drawRow(_ index: Int, on canvas: inout Canvas, row: Int, in rect: Rect) {
        let palette = model.configuration.palette
        let theme = choice.themes[index].flatMap { model.state.themes[$0]?.theme }
        let isSelected = index == choice.index
        if isSelected { canvas.put("▶", row: row, column: rect.column + 1, style: palette[.heading]) }
        if let theme {
            canvas.put(
                "■", row: row, column: rect.column + 3, style: ThemeColor.style(theme.mainColor, palette: palette))
        }
        let text = theme?.name ?? "none: the application's own"
        canvas.put(
            text, row: row, column: rect.column + 5, style: palette[isSelected ? .heading : .text],
            width: max(0, rect.columns - 6))
    }

    private func drawPage(on canvas: inout Canvas, in rect: Rect) {
        guard let room = choice.rooms.first.flatMap({ model.state.rooms[$0]?.room }) else { return }
        let theme = (choice.selected ?? nil).flatMap { model.state.themes[$0]?.theme }
        var page = PageMockup(theme: theme, room: room)
        page.address = theme?.shortCompanyURL.map { "…/\($0)/\(room.meetingCode)" } ?? "…/\(room.meetingCode)"
        page.draw(on: &canvas, in: rect, palette: model.configuration.palette)
        let below = rect.droppingTop(PageMockup.rows)
        let text = "Not sent yet: Enter gives the theme, then shows the real link."
        for (row, line) in zip(below.row..<below.endRow, TextWidth.wrap(text, to: max(1, below.columns - 2))) {
            canvas.put(
                line, row: row, column: below.column + 1, style: model.configuration.palette[.faint],
                width: below.columns - 2)
        }
    }
}
