public import Meetings

/// The JSON of how the callbacks to each URL fare.
public enum CallbackEndpointListJSON {
    /// The URLs in the order given, each with every field.
    public static func write(_ endpoints: [CallbackEndpoint]) -> [UInt8] {
        JSONWriter.bytes(capacity: 64 + endpoints.count * 200) { writer in
            writer.object { writer in
                writer.object("_embedded") { writer in
                    writer.array("receivers") { writer in
                        for endpoint in endpoints {
                            writer.object { writer in
                                writer.field("url", endpoint.url)
                                writer.field("pending", endpoint.pending)
                                writer.field("dead", endpoint.dead)
                                writer.field("oldest_pending_at", endpoint.oldestPendingAt)
                                writer.field("failures", endpoint.failures)
                                writer.field("paused", endpoint.isPaused)
                            }
                        }
                    }
                }
            }
        }
    }

    /// Throws when a field is missing or has the wrong type.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> [CallbackEndpoint] {
        try FieldReader(body: bytes).embedded("receivers").map { (fields) throws(WireError) in
            CallbackEndpoint(
                url: try fields.requiredString("url"), pending: try fields.count("pending", otherwise: 0),
                dead: try fields.count("dead", otherwise: 0),
                oldestPendingAt: try fields.timestamp("oldest_pending_at"),
                failures: try fields.count("failures", otherwise: 0), isPaused: try fields.boolean("paused") ?? false)
        }
    }
}
