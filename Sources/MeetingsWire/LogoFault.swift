/// Why one uploaded picture could not become a theme's (API reference, *Finalize logos*, `errors`).
public struct LogoFault: Hashable, Sendable {
    /// The key as the client sent it.
    public var key: String
    /// The rule that the picture breaks; nil when there is no picture of that key.
    public var property: Property?

    /// The rules of pictures. The raw values are the API's `invalidProperty`.
    public enum Property: String, Hashable, Sendable, CaseIterable {
        case exceedsSize = "exceeds_size"
        /// No PNG, or a damaged one.
        case type
        case dimensions
        case transparentBackground = "transparent_bg"
    }

    public init(key: String, property: Property?) {
        self.key = key
        self.property = property
    }
}

/// The JSON that refuses pictures: a 400 whose `errors` are objects (API reference, *Finalize logos*).
public enum LogoFaultListJSON {
    /// One error for each picture that was refused, in the order of the request.
    public static func write(_ faults: [LogoFault]) -> [UInt8] {
        JSONWriter.bytes { writer in
            writer.object { writer in
                writer.field("message", "could not finalize logos")
                writer.field("name", "BadRequestError")
                writer.field("status", 400)
                writer.array("errors") { writer in
                    for fault in faults { append(fault, to: &writer) }
                }
            }
        }
    }

    private static func append(_ fault: LogoFault, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("logoKey", fault.key)
            writer.field("code", fault.property == nil ? "key_not_found" : "invalid_logo_properties")
            if let property = fault.property { writer.field("invalidProperty", property.rawValue) }
        }
    }
}
