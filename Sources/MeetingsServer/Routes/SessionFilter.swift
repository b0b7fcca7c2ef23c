import Hummingbird
import Meetings

/// Which sessions a listing asks for: `from`, `to`, `active_from`, `recorded`, `offset` and `page_size`.
struct SessionFilter: Hashable, Sendable {
    var from: Timestamp?
    var to: Timestamp?
    /// Only those that go on, or ended then or later.
    var activeFrom: Timestamp?
    var recorded: Bool?
    /// How many sessions, from the newest, come before the page.
    var offset: Int
    var size: Int

    /// Throws the API's validation error for a value that cannot be read, and for a `from` or `to` still to come.
    init(_ query: Parameters, now: Timestamp) throws {
        from = try Self.time("from", in: query, now: now)
        to = try Self.time("to", in: query, now: now)
        if let from, let to, from > to { throw Problem(.invalidInput, "\"from\" must not be later than \"to\"") }
        // A client whose clock is ahead asks for what goes on, and must have it.
        activeFrom = try Self.time("active_from", in: query, now: nil)
        recorded = try Self.flag("recorded", in: query)
        offset = try PageWindow.number("offset", in: query) ?? 0
        size = try PageWindow.size(in: query)
    }

    private static func time(_ name: String, in query: Parameters, now: Timestamp?) throws -> Timestamp? {
        guard let text = query.get(name), !text.isEmpty else { return nil }
        // A plus sign that a client did not encode arrives as a blank.
        guard let time = Timestamp(text) ?? Timestamp(withPlus(text)) else {
            throw Problem(.invalidInput, "\"\(name)\" must be a valid ISO 8601 date")
        }
        guard now.map({ time <= $0 }) ?? true else {
            throw Problem(.invalidInput, "\"\(name)\" must not be in the future")
        }
        return time
    }

    private static func withPlus(_ text: String) -> String {
        guard let blank = text.lastIndex(of: " ") else { return text }
        return text[..<blank] + "+" + text[text.index(after: blank)...]
    }

    private static func flag(_ name: String, in query: Parameters) throws -> Bool? {
        switch query.get(name)?.lowercased() {
        case nil, "": return nil
        case "true": return true
        case "false": return false
        default: throw Problem(.invalidInput, "\"\(name)\" must be a boolean")
        }
    }

    /// The address of the page of this filter that begins at `offset`.
    func href(_ path: String, offset: Int) -> String {
        var query = "page_size=\(size)&offset=\(offset)"
        if let from { query += "&from=\(from.iso8601)" }
        if let to { query += "&to=\(to.iso8601)" }
        if let activeFrom { query += "&active_from=\(activeFrom.iso8601)" }
        if let recorded { query += "&recorded=\(recorded)" }
        return "\(path)?\(query)"
    }
}
