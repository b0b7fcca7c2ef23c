/// One page of the event log, in the order of the sequence numbers.
public struct EventPage: Hashable, Sendable {
    public var events: [EventEnvelope]
    /// The effective size that was asked for, not the number of events here.
    public var pageSize: Int
    /// The link to what follows; nil at the end of the log.
    public var next: String?

    public init(events: [EventEnvelope], pageSize: Int, next: String? = nil) {
        self.events = events
        self.pageSize = pageSize
        self.next = next
    }
}

/// The JSON of a page of events: `_embedded` is an object with the array `events` in it.
public enum EventPageJSON {
    /// `next` is the link to what follows, nil at the end of the log.
    public static func write(_ events: [EventEnvelope], pageSize: Int, next: String?) -> [UInt8] {
        JSONWriter.bytes(capacity: 256 + events.reduce(0) { $0 + $1.body.count + 256 }) { writer in
            writer.object { writer in
                writer.field("page_size", pageSize)
                writer.object("_embedded") { writer in
                    writer.array("events") { writer in events.forEach { EventEnvelopeJSON.append($0, to: &writer) } }
                }
                writer.object("_links") { $0.link("next", next) }
            }
        }
    }

    /// Reads piece by piece, so that every body keeps its very bytes.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> EventPage {
        var events: [EventEnvelope] = []
        var members: [JSONValue.Member] = []
        var reader = JSONReader(bytes)
        try reader.object { (reader, key) throws(WireError) in
            if key == "_embedded" {
                events = try embedded(&reader)
            } else {
                members.append(JSONValue.Member(key: key, value: try reader.value()))
            }
        }
        try reader.end()
        let fields = try FieldReader(.object(members), path: "")
        return EventPage(
            events: events, pageSize: try fields.count("page_size", otherwise: events.count),
            next: try fields.link("next"))
    }

    private static func embedded(_ reader: inout JSONReader) throws(WireError) -> [EventEnvelope] {
        var events: [EventEnvelope] = []
        try reader.object { (reader, key) throws(WireError) in
            guard key == "events" else { return _ = try reader.value() }
            try reader.array { (reader) throws(WireError) in
                events.append(try EventEnvelopeJSON.envelope(&reader))
            }
        }
        return events
    }
}
