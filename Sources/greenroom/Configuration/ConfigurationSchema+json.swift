import MeetingsWire

/// The table as a JSON Schema, for editors that complete and check YAML by it.
extension ConfigurationSchema {
    /// The whole schema (draft 2020-12).
    static var json: [UInt8] {
        JSONWriter.bytes(capacity: 8192) { writer in
            writer.object { writer in
                writer.key(escaping: "$schema")
                writer.string("https://json-schema.org/draft/2020-12/schema")
                writer.field("title", "The configuration of greenroom")
                write(fields.map { (path: $0.path[...], field: $0) }, to: &writer)
            }
        }
    }

    /// The inside of an object whose keys these fields describe.
    private static func write(
        _ fields: [(path: ArraySlice<ConfigurationField.Part>, field: ConfigurationField)], to writer: inout JSONWriter
    ) {
        var parts: [ConfigurationField.Part] = []
        for part in fields.compactMap(\.path.first) where !parts.contains(part) { parts.append(part) }
        func below(_ part: ConfigurationField.Part, _ writer: inout JSONWriter) {
            let children = fields.filter { $0.path.first == part }.map { (path: $0.path.dropFirst(), field: $0.field) }
            writer.object { writer in
                if let whole = children.first(where: { $0.path.isEmpty })?.field {
                    whole.kind.write(to: &writer)
                    writer.field("description", whole.about)
                } else {
                    write(children, to: &writer)
                }
            }
        }
        writer.field("type", "object")
        let free = parts.first { $0.names == nil }
        writer.object("properties") { writer in
            for part in parts {
                for name in part.names ?? [] {
                    writer.key(escaping: name)
                    below(part, &writer)
                }
            }
        }
        writer.key(escaping: "additionalProperties")
        if let free { below(free, &writer) } else { writer.bool(false) }
    }
}

extension ConfigurationKind {
    /// The members of a schema that describe a value of this kind.
    fileprivate func write(to writer: inout JSONWriter) {
        switch self {
        case .text, .secret, .file: scalar(to: &writer)
        case .url: pattern("^[Hh][Tt][Tt][Pp][Ss]?://[^ ]+$", to: &writer)
        case .address: pattern("^.+:[0-9]{1,5}$", to: &writer)
        case .onOff: writer.field("type", "boolean")
        case .choice(let choices):
            writer.array("enum") { writer in
                for choice in choices {
                    writer.string(choice)
                    // Without quotes, `16` is a number to an editor.
                    if let number = Int64(choice) { writer.integer(number) }
                }
            }
        case .offOrSpan: pattern("^([Oo][Ff][Ff]|[0-9]{1,7}[smhd])$", to: &writer)
        case .span: pattern("^[0-9]{1,7}[smhd]$", to: &writer)
        case .ports: pattern("^[0-9]{1,5}-[0-9]{1,5}$", to: &writer)
        case .ipAddress: pattern("^[0-9]{1,3}([.][0-9]{1,3}){3}$", to: &writer)
        case .iceURLs:
            oneOrMore(to: &writer) { writer in
                writer.field("type", "string")
                writer.field("pattern", "^([Ss][Tt][Uu][Nn]|[Tt][Uu][Rr][Nn])[Ss]?:.+$")
            }
        case .percent: pattern("^[0-9]{1,3}%$", to: &writer)
        case .number(let range):
            writer.field("type", "integer")
            writer.field("minimum", range.lowerBound)
            writer.field("maximum", range.upperBound)
        case .texts: oneOrMore(to: &writer) { writer in writer.array("type", Self.scalars) }
        case .hours:
            oneOrMore(to: &writer) { writer in
                writer.field("type", "string")
                writer.field("pattern", "^[0-9]{1,2}:[0-9]{2} *- *[0-9]{1,2}:[0-9]{2}$")
            }
        }
    }

    // A text such as `7` needs no quotes in the file, so that a number is one too.
    private static let scalars = ["string", "number"]

    private func scalar(to writer: inout JSONWriter) { writer.array("type", Self.scalars) }

    private func pattern(_ text: String, to writer: inout JSONWriter) {
        writer.field("type", "string")
        writer.field("pattern", text)
    }

    private func oneOrMore(to writer: inout JSONWriter, _ one: (inout JSONWriter) -> Void) {
        writer.array("anyOf") { writer in
            writer.object(one)
            writer.object { writer in
                writer.field("type", "array")
                writer.object("items", one)
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func array(_ key: StaticString, _ texts: [String]) {
        array(key) { writer in texts.forEach { writer.string($0) } }
    }

    fileprivate mutating func field(_ key: StaticString, _ text: StaticString) {
        field(key, "\(text)" as String?)
    }
}
