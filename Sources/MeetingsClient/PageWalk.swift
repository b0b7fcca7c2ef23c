/// Walks through the pages of a listing, and knows when to stop, whatever the pages say.
///
/// Seen from servers of this API: `next` on the last page too, `page_size` as text, no `total_items`, links without a
/// scheme or to another host. So only the cursor of `next` is used, never its address, and the walk ends at a page
/// that brings nothing new or a cursor that does not rise.
public struct PageWalk<Item: Sendable>: Sendable {
    /// What to do next.
    public enum Step: Hashable, Sendable {
        /// Ask for the page that starts at this cursor.
        case ask(String)
        case done
    }

    /// The items so far, in the order of the server, each once.
    public private(set) var items: [Item] = []
    let cursor: String
    private let id: @Sendable (Item) -> String
    private let limit: Int
    private var known: Set<String> = []
    private var asked: Set<String> = []
    private var highest: Int64?

    /// `cursor` is the query parameter that names the start of a page, `id` tells items apart. `limit` is the number
    /// of items at which the walk ends.
    public init(cursor: String, limit: Int = MeetingsClient.longestListing, id: @escaping @Sendable (Item) -> String) {
        self.cursor = cursor
        self.limit = limit
        self.id = id
    }

    /// Takes one page and its link to the next one, and says which page to ask for.
    public mutating func received(_ page: [Item], next href: String?) -> Step {
        let before = items.count
        for item in page where known.insert(id(item)).inserted { items.append(item) }
        guard items.count > before, items.count < limit, let next = href.flatMap(start) else { return .done }
        if let number = Int64(next) {
            if let highest, number <= highest { return .done }
            highest = number
        }
        return asked.insert(next).inserted ? .ask(next) : .done
    }

    /// The value of the cursor in the query of a link; nil when there is none.
    func start(in href: String) -> String? {
        let parts = href.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let query = parts[1].prefix { $0 != "#" }
        for pair in query.split(separator: "&") where pair.hasPrefix(cursor + "=") {
            let value = String(pair.dropFirst(cursor.count + 1))
            return value.isEmpty || value.utf8.count > 200 ? nil : value
        }
        return nil
    }
}
