import TerminalUI

/// The column that a list is sorted by.
extension Model {
    /// The columns that the shown list can be sorted by, with their letters.
    var sortColumns: [ListColumn] {
        shownList.flatMap { ListKind.all[$0] }?.columns.filter { $0.letter != nil } ?? []
    }

    /// What a choice of a menu is called: a letter of the sort menu by the column of this list, with the way it goes.
    func menuTitle(of action: Action) -> String {
        guard let shownList, let kind = ListKind.all[shownList], action.contexts == [.sortMenu] else {
            return action.title
        }
        let sort = lists[shownList]?.sort
        guard let key = action.keys.first?.first, case .character(let letter) = key,
            let column = sortColumns.first(where: { $0.letter == letter })
        else { return kind.orderName + (sort == nil ? " ◂" : "") }
        guard sort?.column == column.id else { return column.id }
        return column.id + (sort?.isDescending == true ? " ▼" : " ▲")
    }

    mutating func openSortMenu() -> [Effect] {
        guard let shownList, let kind = ListKind.all[shownList] else { return [] }
        overlay = .menu(Menu(context: .sortMenu, title: "Sort \(kind.nouns.many)", note: "the same again flips"))
        return []
    }

    /// Sorts by a column; by the one that sorts already, the other way round.
    mutating func sort(by column: ListColumn) -> [Effect] {
        overlay = nil
        guard let shownList else { return [] }
        if lists[shownList]?.sort?.column == column.id {
            lists[shownList]?.sort?.isDescending.toggle()
        } else {
            // Of numbers the largest is looked for, of names the first.
            lists[shownList, default: ListState()].sort = ListSort(column: column.id, isDescending: column.isNumber)
        }
        arrange(shownList)
        return []
    }

    /// Gives the list its own order back.
    mutating func unsort() -> [Effect] {
        overlay = nil
        guard let shownList else { return [] }
        lists[shownList]?.sort = nil
        arrange(shownList)
        return []
    }

    /// Sorts by the column of this name, which may be followed by `desc` or `asc`.
    mutating func sort(named text: String) -> [Effect] {
        let words = text.lowercased().split(separator: " ")
        guard let shownList, let kind = ListKind.all[shownList], let name = words.first else { return [] }
        if name == kind.orderName.lowercased() || name == "default" { return unsort() }
        guard let column = sortColumns.first(where: { $0.id == name || $0.title.lowercased() == name }) else {
            say("\(kind.nouns.many) cannot be sorted by \(name) · s lists what they can", isError: true)
            return []
        }
        let isDescending = words.last == "desc" ? true : words.last == "asc" ? false : column.isNumber
        lists[shownList, default: ListState()].sort = ListSort(column: column.id, isDescending: isDescending)
        arrange(shownList)
        return []
    }
}

extension Action {
    /// A choice of the sort menu for each letter that some list has.
    static let sorting: [Action] =
        [
            Action(
                id: "sort", title: "Sort", keys: [[.character("s")]], contexts: Context.lists.subtracting([.events]),
                hint: "sort", argument: "column",
                candidates: { model in model.sortColumns.map(\.id) },
                unavailable: { $0.sortColumns.isEmpty ? "this list has one order only" : nil },
                runWith: { $0.sort(named: $1) }, run: { $0.openSortMenu() }),
            Action(
                id: "sort-default", title: "The list's own order", keys: [[.character("0")]], contexts: [.sortMenu],
                run: { $0.unsort() }),
        ]
        + letters.map { letter, titles in
            Action(
                id: ID(rawValue: "sort-\(letter)"), title: "By \(titles)", keys: [[.character(letter)]],
                contexts: [.sortMenu],
                unavailable: { model in
                    model.sortColumns.contains { $0.letter == letter } ? nil : "this list has no such column"
                },
                run: { model in
                    model.sortColumns.first { $0.letter == letter }.map { model.sort(by: $0) } ?? []
                })
        }

    /// The letters, each with the heads of the columns that it stands for.
    private static var letters: [(Character, String)] {
        var titles: [Character: [String]] = [:]
        for kind in Place.allCases.compactMap({ ListKind.all[$0] }) {
            for column in kind.columns {
                guard let letter = column.letter else { continue }
                let title = column.title.lowercased()
                if titles[letter]?.contains(title) != true { titles[letter, default: []].append(title) }
            }
        }
        return titles.sorted { $0.key < $1.key }.map { ($0.key, $0.value.joined(separator: ", ")) }
    }
}
