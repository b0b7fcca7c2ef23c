/// What is planned, by time.
extension ListKind {
    static let runSheet = ListKind(
        place: .runSheet, nouns: ("entry", "entries"), columns: [],
        objects: { _ in [] }, words: { _, _ in [] }, order: { _, _ in [] }, orderName: "plan",
        empty: { _ in "There is no run sheet." })
}
