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
        size = try Self.size(in: query)
    }

    /// The `page_size` that is asked for, at most the largest; 20 when the query does not name it.
    static func size(in query: Parameters) throws -> Int {
        let size = try number("page_size", in: query) ?? defaultSize
        guard size >= 1 else { throw Problem(.invalidInput, "\"page_size\" must be greater than or equal to 1") }
        return min(size, largestSize)
    }

    /// A whole number that is not negative; nil when the query does not name it.
    static func number(_ name: String, in query: Parameters) throws -> Int? {
        guard let text = query.get(name), !text.isEmpty else { return nil }
        guard let number = Int(text), number >= 0 else { throw Problem(.invalidInput, "\"\(name)\" must be a number") }
        return number
    }

    /// What the answer says as `page_size`, and whether it links a next page although there is none.
    ///
    /// It is the size that was asked for, with one exception. The Java client asks for 1,000 and, when there are more,
    /// goes on until a `page_size` is smaller; where it expects a next page and finds no link it fails. So the last of
    /// several pages of that size says how many rooms it holds, and a full last page links an empty one.
    func told(rooms: Int, hasNext: Bool) -> (size: Int, needsEmptyPage: Bool) {
        guard size == Self.largestSize, start != nil, !hasNext else { return (size, false) }
        return (rooms, rooms == size)
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
