import MeetingsStore
import TerminalUI

/// Filter, order and marks of lists.
extension Action {
    /// Lists that can be narrowed.
    private static let lists = Context.lists.subtracting([.events])
    /// Lists with columns, whose rows can be marked and sorted.
    private static let tables = Context.lists.subtracting([.events])

    static let listing: [Action] =
        [
            Action(
                id: "filter", title: "Filter", keys: [[.character("/")]], contexts: Context.lists, hint: "filter",
                argument: "words",
                runWith: { model, words in
                    if let list = model.shownList { _ = model.filterStrictly(list, by: words) }
                    return []
                }, run: { $0.openFilter() }),
            Action(
                id: "clear-filter", title: "No filter", keys: [[.character("\""), .character("0")]],
                contexts: Context.lists,
                run: { model in
                    if let list = model.shownList { model.filter(list, by: "") }
                    return []
                }),
        ] + savedFilters + [
            Action(
                id: "use-filter", title: "Saved filter by its name",
                keys: [[.character("\""), .character("u")]], contexts: lists, argument: "name",
                candidates: { model in model.shownList.map { model.savedFilters(of: $0).map(\.name) } ?? [] },
                unavailable: { model in
                    let hasSome = model.shownList.map { !model.savedFilters(of: $0).isEmpty } ?? false
                    return hasSome ? nil : "there is none · \" s saves the filter"
                },
                runWith: { $0.useSavedFilter(named: $1) },
                run: { model in
                    model.prompt = Prompt(.command, text: "use-filter ")
                    return []
                }),
            Action(
                id: "save-filter", title: "Save the filter under a name", keys: [[.character("\""), .character("s")]],
                contexts: lists, argument: "name",
                unavailable: { model in
                    let filter = model.shownList.flatMap { model.lists[$0]?.filter } ?? ""
                    return filter.isEmpty ? "there is no filter to save · / makes one" : nil
                },
                runWith: { model, name in
                    if let list = model.shownList { model.saveFilter(of: list, as: name) }
                    return []
                },
                run: { model in
                    if let list = model.shownList { model.prompt = Prompt(.filterName(list)) }
                    return []
                }),
        ] + sorting + marking

    /// The ids of the actions that put saved filters to use, by their number from 0.
    static let savedFilterIDs: [ID] = (1...9).map { ID(rawValue: "saved-filter-\($0)") }

    private static let savedFilters: [Action] = savedFilterIDs.enumerated().map { index, id in
        Action(
            id: id, title: "Saved filter \(index + 1)",
            keys: [[.character("\""), .character(Character(String(index + 1)))]], contexts: lists,
            unavailable: { model in
                let count = model.shownList.map { model.savedFilters(of: $0).count } ?? 0
                return index < count ? nil : "there is none · \" s saves the filter"
            },
            run: { $0.useSavedFilter(index + 1) })
    }

    private static let marking: [Action] = [
        Action(
            id: "mark", title: "Mark or unmark", keys: [[.character(" ")]], contexts: tables,
            run: { $0.toggleMark() }),
        Action(
            id: "mark-range", title: "Mark from the last mark to here", keys: [[.character("v")]], contexts: tables,
            run: { $0.markRange() }),
        Action(
            id: "mark-all", title: "Mark all that the filter shows", keys: [[.character("*")]], contexts: tables,
            run: { $0.markAll() }),
        Action(
            id: "unmark-all", title: "Unmark all", keys: [[.character("U")]], contexts: tables,
            unavailable: { model in
                model.shownList.flatMap { model.lists[$0]?.marks.isEmpty } == false ? nil : "nothing is marked"
            },
            run: { $0.unmarkAll() }),
    ]
}
