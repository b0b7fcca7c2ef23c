/// One page of sessions.
public struct SessionPage: Hashable, Sendable {
    public var sessions: [SessionSummary]
    /// The effective size that was asked for, not the number of sessions here.
    public var pageSize: Int
    /// How many sessions there are on all pages.
    public var totalItems: Int
    /// Links as the server wrote them; nil where there is none.
    public var first: String?
    public var itself: String?
    public var previous: String?
    /// Nil on the last page.
    public var next: String?

    public init(
        sessions: [SessionSummary], pageSize: Int, totalItems: Int, first: String? = nil, itself: String? = nil,
        previous: String? = nil, next: String? = nil
    ) {
        self.sessions = sessions
        self.pageSize = pageSize
        self.totalItems = totalItems
        self.first = first
        self.itself = itself
        self.previous = previous
        self.next = next
    }
}

/// The JSON of a page of sessions: `_embedded` is an object with the array `sessions` in it.
public enum SessionPageJSON {
    /// Links that are nil are left out.
    public static func write(_ page: SessionPage) -> [UInt8] {
        JSONWriter.bytes(capacity: 512 + page.sessions.count * 384) { writer in
            writer.object { writer in
                writer.field("page_size", page.pageSize)
                writer.field("total_items", page.totalItems)
                writer.object("_embedded") { writer in
                    writer.array("sessions") { writer in page.sessions.forEach { SessionJSON.append($0, to: &writer) } }
                }
                PageLinks(first: page.first, itself: page.itself, previous: page.previous, next: page.next)
                    .append(to: &writer)
            }
        }
    }

    /// Throws when a session lacks `id` or `room_id` or a field has the wrong type.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> SessionPage {
        let fields = try FieldReader(body: bytes)
        let sessions = try fields.embedded("sessions").map { (session) throws(WireError) in
            try SessionJSON.summary(session)
        }
        let links = try PageLinks(fields)
        return SessionPage(
            sessions: sessions, pageSize: try fields.count("page_size", otherwise: sessions.count),
            totalItems: try fields.count("total_items", otherwise: sessions.count), first: links.first,
            itself: links.itself, previous: links.previous, next: links.next)
    }
}
