public import Meetings

/// The JSON of what operators decided about alarms, an extension.
public enum AcknowledgementJSON {
    /// Every field; the level as `null` where it covers all.
    public static func write(_ acknowledgement: AlarmAcknowledgement) -> [UInt8] {
        JSONWriter.bytes { writer in writer.object { append(acknowledgement, to: &$0) } }
    }

    /// Throws when a field is missing or has the wrong type, or for a rule that is not known.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> AlarmAcknowledgement {
        try acknowledgement(FieldReader(body: bytes))
    }

    static func append(_ acknowledgement: AlarmAcknowledgement, to writer: inout JSONWriter) {
        writer.field("rule", acknowledgement.key.rule.rawValue)
        writer.field("object", acknowledgement.key.object)
        writer.field("state", acknowledgement.state.rawValue)
        writer.field("note", acknowledgement.note)
        writer.field("operator", acknowledgement.operatorName)
        writer.field("level", acknowledgement.level?.rawValue)
        writer.field("acknowledged_at", acknowledgement.at)
        writer.field("until", acknowledgement.until)
    }

    static func acknowledgement(_ fields: FieldReader) throws(WireError) -> AlarmAcknowledgement {
        AlarmAcknowledgement(
            key: try key(fields), state: try fields.required("state", fields.choice("state")),
            note: try fields.string("note") ?? "", operatorName: try fields.string("operator") ?? "",
            level: try fields.choice("level"), at: try fields.requiredTimestamp("acknowledged_at"),
            until: try fields.requiredTimestamp("until"))
    }

    static func key(_ fields: FieldReader) throws(WireError) -> AlarmKey {
        AlarmKey(try fields.required("rule", fields.choice("rule")), try fields.requiredString("object"))
    }
}

/// The JSON of all decisions that still count.
public enum AcknowledgementListJSON {
    /// In the order given.
    public static func write(_ acknowledgements: [AlarmAcknowledgement]) -> [UInt8] {
        JSONWriter.bytes(capacity: 64 + acknowledgements.count * 256) { writer in
            writer.object { writer in
                writer.object("_embedded") { writer in
                    writer.array("alarms") { writer in
                        for acknowledgement in acknowledgements {
                            writer.object { AcknowledgementJSON.append(acknowledgement, to: &$0) }
                        }
                    }
                }
            }
        }
    }

    /// A decision about a rule that is not known here is left out: a newer server may have more rules.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> [AlarmAcknowledgement] {
        var found: [AlarmAcknowledgement] = []
        for fields in try FieldReader(body: bytes).embedded("alarms") {
            guard let rule = try fields.string("rule"), AlarmRule(rawValue: rule) != nil else { continue }
            found.append(try AcknowledgementJSON.acknowledgement(fields))
        }
        return found
    }
}

/// The JSON of a request that acknowledges or snoozes an alarm.
public enum NewAcknowledgementJSON {
    /// Only the fields that say something.
    public static func write(_ wanted: NewAcknowledgement) -> [UInt8] {
        JSONWriter.bytes { writer in
            writer.object { writer in
                writer.field("state", wanted.state.rawValue)
                if !wanted.note.isEmpty { writer.field("note", wanted.note) }
                if !wanted.operatorName.isEmpty { writer.field("operator", wanted.operatorName) }
                if let level = wanted.level { writer.field("level", level.rawValue) }
                if let until = wanted.until { writer.field("until", until) }
            }
        }
    }

    /// Throws, in the API's words, for what is no JSON or has a value of the wrong type.
    public static func read(_ bytes: [UInt8]) throws(Problem) -> NewAcknowledgement {
        try Problem.refusingBody { () throws(WireError) in
            let fields = try FieldReader(body: bytes)
            return NewAcknowledgement(
                state: try fields.required("state", fields.choice("state")), note: try fields.string("note") ?? "",
                operatorName: try fields.string("operator") ?? "", level: try fields.choice("level"),
                until: try fields.timestamp("until"))
        }
    }
}
