/// A telephone number by which people may join (API reference, *Dial-in numbers*).
public struct DialInNumber: Hashable, Sendable {
    /// Digits with the country's code, without `+`.
    public var number: String
    /// For example `en-GB`.
    public var locale: String
    /// The country's name.
    public var displayName: String

    public init(number: String, locale: String, displayName: String) {
        self.number = number
        self.locale = locale
        self.displayName = displayName
    }
}

/// The JSON of all dial-in numbers: a bare array.
public enum DialInNumberListJSON {
    /// Every field in the documented order.
    public static func write(_ numbers: [DialInNumber]) -> [UInt8] {
        JSONWriter.bytes { writer in
            writer.array { writer in
                for number in numbers {
                    writer.object { writer in
                        writer.field("number", number.number)
                        writer.field("locale", number.locale)
                        writer.field("display_name", number.displayName)
                    }
                }
            }
        }
    }

    /// Throws when this is no array of objects or a `number` is missing.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> [DialInNumber] {
        guard case .array(let values) = try JSONReader.value(of: bytes) else {
            throw WireError(.invalidField, "\"value\" must be an array")
        }
        return try FieldReader.objects(values, path: "numbers").map { (fields) throws(WireError) in
            DialInNumber(
                number: try fields.requiredString("number"), locale: try fields.string("locale") ?? "",
                displayName: try fields.string("display_name") ?? "")
        }
    }
}
