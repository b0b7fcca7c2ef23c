import Meetings
import MeetingsStore
import TerminalUI

/// The saved filters of a view beside its title, with how many rows pass each. The one in use stands out.
struct SavedFilterTabs {
    let model: Model
    let place: Place

    func draw(on canvas: inout Canvas, in rect: Rect) {
        let palette = model.configuration.palette
        let list = model.lists[place] ?? ListState()
        let saved = model.savedFilters(of: place)
        guard !saved.isEmpty else { return }
        var column = rect.column
        let tabs = [("0", "all", list.total, list.filter.isEmpty)]
        let others = zip(saved, list.counts).prefix(9).enumerated().map { index, tab in
            (String(index + 1), tab.0.name, tab.1, tab.0.text == list.filter)
        }
        for (key, name, count, isChosen) in tabs + others {
            let text = "\(key) \(TextWidth.fit(name, to: 20)) \(count)"
            let width = TextWidth.columns(of: text) + 2
            guard column + width <= rect.endColumn else { break }
            let shown = isChosen ? "[\(text)]" : " \(text) "
            canvas.put(shown, row: rect.row, column: column, style: palette[isChosen ? .heading : .faint])
            column += width
        }
        let hint = "\" chooses"
        guard column + 1 + TextWidth.columns(of: hint) <= rect.endColumn else { return }
        canvas.put(hint, row: rect.row, endingBefore: rect.endColumn - 1, style: palette[.faint])
    }
}

extension Model {
    /// The saved filters of a view, in the order of their tabs.
    func savedFilters(of place: Place) -> [SavedFilter] {
        savedFilters.filter { $0.view == place.list.rawValue }
    }

    /// What an action is called in the hint line: one that puts a saved filter to use has the filter's name.
    func savedName(of action: Action) -> String {
        guard let shownList, let number = Action.savedFilterIDs.firstIndex(of: action.id) else { return action.title }
        let saved = savedFilters(of: shownList)
        return saved.indices.contains(number) ? saved[number].name : action.title
    }

    /// Puts a saved filter to use; once more lets everything through again.
    mutating func useSavedFilter(_ number: Int) -> [Effect] {
        guard let shownList else { return [] }
        let saved = savedFilters(of: shownList)
        guard saved.indices.contains(number - 1) else { return [] }
        let text = saved[number - 1].text
        _ = filterStrictly(shownList, by: lists[shownList]?.filter == text ? "" : text)
        return []
    }

    /// Puts the saved filter of this name to use.
    mutating func useSavedFilter(named name: String) -> [Effect] {
        guard let shownList else { return [] }
        guard let saved = savedFilters(of: shownList).first(where: { $0.name.lowercased() == name.lowercased() }) else {
            say("no saved filter of this view is called \(name)", isError: true)
            return []
        }
        _ = filterStrictly(shownList, by: saved.text)
        return []
    }

    /// Choices of a list that have nothing behind them now: further saved filters, and letters of no column.
    var idleChoices: Set<Action.ID> {
        let saved = shownList.map { savedFilters(of: $0).count } ?? 0
        let letters = Action.sorting.filter { $0.menu == .sortMenu && $0.reason(self) != nil }
        return Set(Action.savedFilterIDs.dropFirst(saved)).union(letters.map(\.id))
    }

    /// Gives the filter of a list a name for the rest of this run, and says how it stays longer.
    mutating func saveFilter(of place: Place, as name: String) {
        let name = name.scrubbed(limit: 30)
        guard let text = lists[place]?.filter, !text.isEmpty, !name.isEmpty else { return }
        let saved = SavedFilter(view: place.rawValue, name: name, text: text)
        savedFilters.removeAll { $0.view == saved.view && $0.name == name }
        savedFilters.append(saved)
        arrange(place)
        let number = savedFilters(of: place).count
        let key = number <= 9 ? "\" \(number) uses it" : ":use-filter \(name) uses it"
        say("saved for this run: \(key) · to keep it, add it to filters in the settings")
    }
}
