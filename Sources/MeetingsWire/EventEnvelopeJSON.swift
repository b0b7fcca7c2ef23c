public import Meetings

/// An event as the log keeps it and the stream sends it: its place, and the very bytes that callbacks carry.
public struct EventEnvelope: Hashable, Sendable {
    /// The place in the server's log, rising by one.
    public var sequence: Int64
    /// When the server committed it.
    public var at: Timestamp
    /// The event's name, as in its body.
    public var name: String
    /// The room and the session that the event is about, where its body says so.
    public var roomID: RoomID?
    public var sessionID: SessionID?
    /// The event itself, as JSON.
    public var body: [UInt8]

    public init(
        sequence: Int64, at: Timestamp, name: String, roomID: RoomID?, sessionID: SessionID?, body: [UInt8]
    ) {
        self.sequence = sequence
        self.at = at
        self.name = name
        self.roomID = roomID
        self.sessionID = sessionID
        self.body = body
    }

    /// The event that the body tells. Throws when the body cannot be read.
    public func event() throws(WireError) -> Event {
        Event(sequence: sequence, at: at, body: try EventJSON.readBody(body))
    }
}

/// The JSON of an event with its envelope, in one line.
public enum EventEnvelopeJSON {
    /// `body` must be JSON; its bytes are kept, except that line breaks between its values become blanks.
    public static func write(_ envelope: EventEnvelope) -> [UInt8] {
        JSONWriter.bytes(capacity: 256 + envelope.body.count) { append(envelope, to: &$0) }
    }

    /// Throws when `sequence`, `at`, `name` or `body` is missing. Does not look into the body beyond its being JSON.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> EventEnvelope {
        var reader = JSONReader(bytes)
        let envelope = try envelope(&reader)
        try reader.end()
        return envelope
    }

    static func append(_ envelope: EventEnvelope, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("sequence", envelope.sequence)
            writer.field("at", envelope.at)
            writer.field("name", envelope.name)
            writer.field("room_id", envelope.roomID?.rawValue)
            writer.field("session_id", envelope.sessionID?.rawValue)
            writer.key("body")
            writer.raw(envelope.body.lazy.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 })
        }
    }

    static func envelope(_ reader: inout JSONReader) throws(WireError) -> EventEnvelope {
        var members: [JSONValue.Member] = []
        var body: ArraySlice<UInt8>?
        try reader.object { (reader, key) throws(WireError) in
            if key == "body" {
                body = try reader.raw()
            } else {
                members.append(JSONValue.Member(key: key, value: try reader.value()))
            }
        }
        let fields = try FieldReader(.object(members), path: "")
        return EventEnvelope(
            sequence: try fields.required("sequence", fields.integer("sequence")),
            at: try fields.requiredTimestamp("at"), name: try fields.requiredString("name"),
            roomID: try fields.string("room_id").map { RoomID($0) },
            sessionID: try fields.string("session_id").map { SessionID($0) },
            body: Array(try fields.required("body", body)))
    }
}
