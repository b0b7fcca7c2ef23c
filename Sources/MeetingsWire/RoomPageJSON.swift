public import Meetings

/// One page of rooms, in the order of their creation (API reference, *List rooms*, *List rooms of a theme*).
public struct RoomPage: Hashable, Sendable {
    public var rooms: [Room]
    /// The effective size that was asked for, not the number of rooms here.
    public var pageSize: Int
    /// How many rooms there are on all pages.
    public var totalItems: Int
    /// Links as the server wrote them; nil where there is none.
    public var first: String?
    public var itself: String?
    public var previous: String?
    /// Nil on the last page.
    public var next: String?

    public init(
        rooms: [Room], pageSize: Int, totalItems: Int, first: String? = nil, itself: String? = nil,
        previous: String? = nil, next: String? = nil
    ) {
        self.rooms = rooms
        self.pageSize = pageSize
        self.totalItems = totalItems
        self.first = first
        self.itself = itself
        self.previous = previous
        self.next = next
    }
}

/// The JSON of a page of rooms: `_embedded` is the array itself.
public enum RoomPageJSON {
    /// Rooms as `RoomJSON` writes them, host links included; links that are nil are left out.
    public static func write(_ page: RoomPage) -> [UInt8] {
        JSONWriter.bytes(capacity: 512 + page.rooms.count * 1536) { writer in
            writer.object { writer in
                writer.field("page_size", page.pageSize)
                writer.field("total_items", page.totalItems)
                writer.array("_embedded") { writer in page.rooms.forEach { RoomJSON.append($0, to: &writer) } }
                PageLinks(first: page.first, itself: page.itself, previous: page.previous, next: page.next)
                    .append(to: &writer)
            }
        }
    }

    /// Reads `page_size` as number or text, and `_embedded` also as an object with `rooms` in it.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> RoomPage {
        let fields = try FieldReader(body: bytes)
        let rooms = try fields.embedded("rooms").map { (room) throws(WireError) in try RoomJSON.room(room) }
        let links = try PageLinks(fields)
        return RoomPage(
            rooms: rooms, pageSize: try fields.count("page_size", otherwise: rooms.count),
            totalItems: try fields.count("total_items", otherwise: rooms.count), first: links.first,
            itself: links.itself, previous: links.previous, next: links.next)
    }
}
