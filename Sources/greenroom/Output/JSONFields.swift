import MeetingsWire

/// Facts as one JSON object of texts; what is nil is `null`.
enum JSONFields {
    static func object(_ fields: [(String, String?)]) -> [UInt8] {
        JSONWriter.bytes { writer in
            writer.object { writer in
                for (name, value) in fields {
                    writer.key(escaping: name)
                    if let value { writer.string(value) } else { writer.null() }
                }
            }
        }
    }
}
