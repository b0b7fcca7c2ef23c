import Hummingbird
import Meetings

/// The `start_id`, `end_id` and `page_size` of a listing (API reference, *Pagination*).
struct PageWindow: Hashable, Sendable {
    /// The first serial number to include.
    var start: Int64?
    /// The serial number to stop before.
    var end: Int64?
    var size: Int

    static let defaultSize = 20
    /// The official Java client asks for this many at once.
    static let largestSize = 1000

    /// Throws the API's validation error for a number that is none or out of range.
    init(_ query: Parameters) throws {
        start = try Self.number("start_id", in: query).map(Int64.init)
        end = try Self.number("end_id", in: query).map(Int64.init)
        let size = try Self.number("page_size", in: query) ?? Self.defaultSize
        guard size >= 1 else { throw Problem(.invalidInput, "\"page_size\" must be greater than or equal to 1") }
        self.size = min(size, Self.largestSize)
    }

    /// A whole number that is not negative; nil when the query does not name it.
    static func number(_ name: String, in query: Parameters) throws -> Int? {
        guard let text = query.get(name), !text.isEmpty else { return nil }
        guard let number = Int(text), number >= 0 else { throw Problem(.invalidInput, "\"\(name)\" must be a number") }
        return number
    }

    /// The address of a page of this size.
    func href(_ path: String, start: Int64? = nil, end: Int64? = nil) -> String {
        var query = "page_size=\(size)"
        if let start { query += "&start_id=\(start)" }
        if let end { query += "&end_id=\(end)" }
        return "\(path)?\(query)"
    }
}

extension String {
    /// Clients list with `/rooms/` too; links are written without the slash.
    var trimmingTrailingSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}
