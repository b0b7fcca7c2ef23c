public import Meetings

/// A callback URL that has asked for no more callbacks.
public struct DeliveryEndpoint: Hashable, Sendable {
    public var url: String
    public var pausedAt: Timestamp
    /// What it answered, in words.
    public var reason: String
    /// How many callbacks are held for it.
    public var held: Int

    public init(url: String, pausedAt: Timestamp, reason: String, held: Int) {
        self.url = url
        self.pausedAt = pausedAt
        self.reason = reason
        self.held = held
    }
}

/// The JSON of the paused URLs of an application.
public enum DeliveryEndpointListJSON {
    /// The URLs in the order given.
    public static func write(_ endpoints: [DeliveryEndpoint]) -> [UInt8] {
        JSONWriter.bytes(capacity: 64 + endpoints.count * 256) { writer in
            writer.object { writer in
                writer.object("_embedded") { writer in
                    writer.array("endpoints") { writer in
                        for endpoint in endpoints {
                            writer.object { writer in
                                writer.field("url", endpoint.url)
                                writer.field("paused_at", endpoint.pausedAt)
                                writer.field("reason", endpoint.reason)
                                writer.field("held", endpoint.held)
                            }
                        }
                    }
                }
            }
        }
    }

    /// Throws when a field is missing or has the wrong type.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> [DeliveryEndpoint] {
        try FieldReader(body: bytes).embedded("endpoints").map { (fields) throws(WireError) in
            DeliveryEndpoint(
                url: try fields.requiredString("url"), pausedAt: try fields.requiredTimestamp("paused_at"),
                reason: try fields.string("reason") ?? "", held: try fields.count("held", otherwise: 0))
        }
    }
}

/// The JSON around resuming a paused URL: which one, and how many callbacks go out again.
public enum DeliveryResumeJSON {
    /// The body of the request.
    public static func write(url: String) -> [UInt8] {
        JSONWriter.bytes { writer in writer.object { $0.field("url", url) } }
    }

    /// The URL of a request. Throws, in the API's words, where there is none.
    public static func read(_ bytes: [UInt8]) throws(Problem) -> String {
        try Problem.refusingBody { () throws(WireError) in try FieldReader(body: bytes).requiredString("url") }
    }

    /// The body of the answer.
    public static func writeAnswer(resumed: Int) -> [UInt8] {
        JSONWriter.bytes { writer in writer.object { $0.field("resumed", resumed) } }
    }

    /// How many were resumed, by the answer.
    public static func readAnswer(_ bytes: [UInt8]) throws(WireError) -> Int {
        try FieldReader(body: bytes).count("resumed", otherwise: 0)
    }
}
