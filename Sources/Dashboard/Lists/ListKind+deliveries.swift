/// The callbacks that were sent or shall be, the newest first.
extension ListKind {
    static let deliveries = ListKind(
        place: .deliveries, nouns: ("callback", "callbacks"), columns: [],
        objects: { _ in [] }, words: { _, _ in [] }, order: { _, _ in [] }, orderName: "newest",
        empty: { _ in "No callback was sent yet." })
}
