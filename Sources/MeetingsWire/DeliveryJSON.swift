public import Meetings

/// The JSON of one callback as the list of deliveries shows it.
public enum DeliveryJSON {
    /// Every field; what is not known as `null`.
    public static func write(_ delivery: DeliverySummary) -> [UInt8] {
        JSONWriter.bytes { writer in writer.object { append(delivery, to: &$0) } }
    }

    /// Throws when a field that every delivery has is missing or a field has the wrong type.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> DeliverySummary {
        try summary(FieldReader(body: bytes))
    }

    static func append(_ delivery: DeliverySummary, to writer: inout JSONWriter) {
        writer.field("id", delivery.id)
        writer.field("sequence", delivery.sequence)
        writer.field("event", delivery.event)
        writer.field("room_id", delivery.roomID?.rawValue)
        writer.field("kind", delivery.kind.rawValue)
        writer.field("url", delivery.url)
        writer.field("webhook_id", delivery.webhookID)
        writer.field("state", delivery.state.rawValue)
        writer.field("parked", delivery.isParked)
        writer.field("paused", delivery.isPaused)
        writer.field("attempts", delivery.attempts)
        writer.field("created_at", delivery.createdAt)
        writer.field("next_attempt_at", delivery.nextAttemptAt)
        writer.status("last_status", delivery.lastStatus)
        writer.field("last_error", delivery.lastError)
    }

    static func summary(_ fields: FieldReader) throws(WireError) -> DeliverySummary {
        DeliverySummary(
            id: try fields.required("id", fields.integer("id")),
            sequence: try fields.required("sequence", fields.integer("sequence")),
            event: try fields.requiredString("event"), roomID: try fields.string("room_id").map { RoomID($0) },
            kind: try fields.required("kind", fields.choice("kind")), url: try fields.requiredString("url"),
            webhookID: try fields.requiredString("webhook_id"),
            state: try fields.required("state", fields.choice("state")),
            isParked: try fields.boolean("parked") ?? false, isPaused: try fields.boolean("paused") ?? false,
            attempts: try fields.count("attempts", otherwise: 0),
            createdAt: try fields.requiredTimestamp("created_at"),
            nextAttemptAt: try fields.timestamp("next_attempt_at"), lastStatus: try fields.status("last_status"),
            lastError: try fields.string("last_error"))
    }
}

/// The JSON of one callback with its body and its attempts.
public enum DeliveryDetailJSON {
    /// The fields of `DeliveryJSON`, then `body`, the exact text as a JSON string, and `attempt_log`.
    public static func write(_ detail: DeliveryDetail) -> [UInt8] {
        JSONWriter.bytes(capacity: 1024 + detail.body.utf8.count) { writer in
            writer.object { writer in
                DeliveryJSON.append(detail.summary, to: &writer)
                writer.field("body", detail.body)
                writer.array("attempt_log") { writer in
                    for attempt in detail.attempts {
                        writer.object { writer in
                            writer.field("number", attempt.number)
                            writer.field("at", attempt.at)
                            writer.status("status", attempt.status)
                            writer.field("error", attempt.error)
                            writer.field("milliseconds", attempt.milliseconds)
                            writer.headers(attempt.headers)
                            writer.field("answer", attempt.answer)
                        }
                    }
                }
            }
        }
    }

    /// Throws as `DeliveryJSON.read` does.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> DeliveryDetail {
        let fields = try FieldReader(body: bytes)
        let attempts = try (fields.objects("attempt_log") ?? []).map { (attempt) throws(WireError) in
            DeliveryDetail.Attempt(
                number: try attempt.count("number", otherwise: 0), at: try attempt.requiredTimestamp("at"),
                status: try attempt.status("status"), error: try attempt.string("error"),
                milliseconds: try attempt.integer("milliseconds") ?? 0, headers: try attempt.headers(),
                answer: try attempt.string("answer"))
        }
        return DeliveryDetail(
            summary: try DeliveryJSON.summary(fields), body: try fields.requiredString("body"), attempts: attempts)
    }
}

extension JSONWriter {
    /// The header fields of an attempt, in their order; `null` where they were not kept.
    fileprivate mutating func headers(_ fields: [HeaderField]?) {
        guard let fields else {
            key("headers")
            return null()
        }
        array("headers") { writer in
            for field in fields {
                writer.object { writer in
                    writer.field("name", field.name)
                    writer.field("value", field.value)
                }
            }
        }
    }

    /// A key and an HTTP status; `null` where there was no answer.
    fileprivate mutating func status(_ key: StaticString, _ status: Int?) {
        self.key(key)
        if let status { integer(Int64(status)) } else { null() }
    }
}

extension FieldReader {
    /// The header fields of an attempt, or nil.
    fileprivate func headers() throws(WireError) -> [HeaderField]? {
        try objects("headers").map { (fields) throws(WireError) in
            try fields.map { (field) throws(WireError) in
                HeaderField(try field.requiredString("name"), try field.requiredString("value"))
            }
        }
    }

    /// An HTTP status, or nil.
    fileprivate func status(_ name: String) throws(WireError) -> Int? { try integer(name).flatMap { Int(exactly: $0) } }
}
