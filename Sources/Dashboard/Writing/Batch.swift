/// Changes that were asked for together. They are sent one after the other, each once the server has answered the one
/// before.
struct Batch: Equatable, Sendable {
    /// One of the changes.
    struct Item: Equatable, Sendable {
        /// What it changes.
        var object: ObjectID
        /// What that is called.
        var name: String
        var request: Request
    }

    /// A change that did not come about, and why.
    struct Failure: Equatable, Sendable {
        var item: Item
        var reason: String
    }

    /// Those that are not sent yet, the next one first.
    var rest: ArraySlice<Item>
    let total: Int
    /// The one whose answer is awaited.
    var sent: (request: RequestID, item: Item)?
    var done = 0
    var failures: [Failure] = []

    init(_ items: [Item]) {
        rest = items[...]
        total = items.count
    }

    static func == (left: Batch, right: Batch) -> Bool {
        left.rest == right.rest && left.total == right.total && left.sent?.request == right.sent?.request
            && left.done == right.done && left.failures == right.failures
    }

    /// What came of it.
    var result: String {
        var text = "\(done) of \(total) done, \(failures.count) failed"
        if total > done + failures.count { text += ", \(total - done - failures.count) not sent" }
        guard let first = failures.first else { return text }
        text += ": \(first.item.name): \(first.reason)"
        return failures.count == 1 ? text : text + " (and \(failures.count - 1) more)"
    }
}

/// A change that is shown before the same key makes it.
struct Plan: Equatable, Sendable {
    /// What it would come to, for the status line.
    var sentence: String
    var items: [Batch.Item]
}
