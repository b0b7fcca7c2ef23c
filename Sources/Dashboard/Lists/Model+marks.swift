import MeetingsStore

/// Marks: they name objects, so they survive whatever the rows do, and end with the object.
extension Model {
    /// The most names that are told of many marks.
    static let namesShown = 3

    /// What is marked in a list: what the filter shows in the order of the rows, then the rest.
    func marked(in place: Place) -> [ObjectID] {
        guard let list = lists[place] else { return [] }
        let shown = list.rows.ids.filter { list.marks.contains($0) }
        let hidden = list.marks.subtracting(shown)
        return shown + hidden.sorted { $0.text < $1.text }
    }

    /// `3 marked: Press, Help desk, Workshop A`, or how many of them the filter hides.
    func markText(of place: Place) -> String {
        let marked = marked(in: place)
        if marked.isEmpty { return "" }
        let names = marked.prefix(Self.namesShown).map { title(of: $0) }.joined(separator: ", ")
        let more = marked.count > Self.namesShown ? " …" : ""
        let hidden = marked.count { lists[place]?.rows.contains($0) != true }
        return "\(marked.count) marked" + (hidden > 0 ? " (\(hidden) hidden)" : "") + ": \(names)\(more)"
    }

    /// Marks the row under the cursor or takes its mark away, and goes on to the next.
    mutating func toggleMark() -> [Effect] {
        guard let shownList, let row = lists[shownList]?.rows.selected else { return [] }
        if lists[shownList]?.marks.remove(row) == nil { mark([row], in: shownList) }
        lists[shownList]?.anchor = row
        lists[shownList]?.rows.move(by: 1)
        return []
    }

    /// Marks everything between the row marked last and the cursor; where none is, begins a range here.
    mutating func markRange() -> [Effect] {
        guard let shownList, let list = lists[shownList], let row = list.rows.selected else { return [] }
        if let anchor = list.anchor, let start = list.rows.ids.firstIndex(of: anchor), let end = list.rows.index {
            mark(list.rows.ids[min(start, end)...max(start, end)], in: shownList)
            lists[shownList]?.anchor = nil
        } else {
            mark([row], in: shownList)
            lists[shownList]?.anchor = row
            say("a range begins at \(title(of: row)): v on its other end marks all between")
        }
        return []
    }

    /// Marks all that the filter shows.
    mutating func markAll() -> [Effect] {
        guard let shownList, let rows = lists[shownList]?.rows.ids else { return [] }
        mark(rows[...], in: shownList)
        return []
    }

    /// Marks these, and keeps their names for when they are gone.
    private mutating func mark(_ objects: ArraySlice<ObjectID>, in place: Place) {
        lists[place, default: ListState()].marks.formUnion(objects)
        for object in objects { markNames[object] = title(of: object) }
    }

    /// Takes all marks of the list away.
    mutating func unmarkAll() -> [Effect] {
        guard let shownList else { return [] }
        lists[shownList]?.marks = []
        lists[shownList]?.anchor = nil
        return []
    }

    /// Takes the marks of what no longer exists away, and says so.
    mutating func dropMarks(of place: Place, keeping objects: [ObjectID]) {
        guard let marks = lists[place]?.marks, !marks.isEmpty, let kind = ListKind.all[place] else { return }
        let gone = marks.subtracting(objects)
        guard !gone.isEmpty else { return }
        lists[place]?.marks = marks.subtracting(gone)
        let names = gone.compactMap { markNames[$0] }.sorted().prefix(Self.namesShown).joined(separator: ", ")
        let what =
            gone.count == 1 ? "1 marked \(kind.nouns.one) is gone" : "\(gone.count) marked \(kind.nouns.many) are gone"
        for object in gone { markNames[object] = nil }
        say(names.isEmpty ? what : "\(what): \(names)")
    }
}
