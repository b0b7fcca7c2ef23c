public import Meetings

/// The members of one JSON object, read by name and type. A member that is `null` counts as absent.
///
/// Its errors are `invalid_field` ones in the words of the API's own validator: the path of the field in double quotes,
/// then the rule, as in `"recording_options.auto_record" must be a boolean`.
public struct FieldReader {
    private let members: [JSONValue.Member]
    /// What stands before a member's name in an error: empty, or the names of the objects around it with dots.
    private let prefix: String

    /// Reads a whole body, which must be one object.
    public init(body: [UInt8]) throws(WireError) {
        try self.init(JSONReader.value(of: body), path: "")
    }

    /// Takes a value that must be an object. `path` names it in errors; empty for a body.
    public init(_ value: JSONValue, path: String) throws(WireError) {
        guard case .object(let members) = value else {
            throw WireError(.invalidField, "\"\(path.isEmpty ? "value" : path)\" must be of type object")
        }
        self.members = members
        prefix = path.isEmpty ? "" : path + "."
    }

    /// The same members, named in errors as if they were the body's own.
    public var unprefixed: FieldReader { FieldReader(members: members, prefix: "") }

    private init(members: [JSONValue.Member], prefix: String) {
        self.members = members
        self.prefix = prefix
    }

    /// The value under a name, `null` included: the last one where the name is repeated.
    public subscript(name: String) -> JSONValue? { members.last { $0.key == name }?.value }

    /// The text under a name, or nil.
    public func string(_ name: String) throws(WireError) -> String? {
        switch self[name] {
        case nil, .null: return nil
        case .string(let text): return text
        default: throw refusal(name, "must be a string")
        }
    }

    /// True or false under a name, or nil. Words and numbers are no booleans.
    public func boolean(_ name: String) throws(WireError) -> Bool? {
        switch self[name] {
        case nil, .null: return nil
        case .bool(let bool): return bool
        default: throw refusal(name, "must be a boolean")
        }
    }

    /// The number under a name, or nil. A number in quotes is read too: some answers of the API have them.
    public func number(_ name: String) throws(WireError) -> Double? {
        switch self[name] {
        case nil, .null: return nil
        case .integer(let integer): return Double(integer)
        case .number(let number): return number
        case .string(let text):
            if let number = Double(text), number.isFinite { return number }
            fallthrough
        default: throw refusal(name, "must be a number")
        }
    }

    /// The whole number under a name, or nil. A number in quotes is read too: some answers of the API have them.
    public func integer(_ name: String) throws(WireError) -> Int64? {
        if case .integer(let integer) = self[name] { return integer }
        guard let number = try number(name) else { return nil }
        guard let integer = Int64(exactly: number) else { throw refusal(name, "must be an integer") }
        return integer
    }

    /// The instant under a name, or nil.
    public func timestamp(_ name: String) throws(WireError) -> Timestamp? {
        guard let value = self[name], value != .null else { return nil }
        guard case .string(let text) = value, let time = Timestamp(text) else {
            throw refusal(name, "must be a valid ISO 8601 date")
        }
        return time
    }

    /// The value of an enumeration under a name, or nil. Spelt exactly as the enumeration spells it.
    public func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ type: Choice.Type = Choice.self
    ) throws(WireError) -> Choice? {
        guard let text = try string(name) else { return nil }
        guard let choice = Choice(rawValue: text) else { throw refusal(name, Self.mustBeOne(of: type)) }
        return choice
    }

    /// The object under a name, or nil.
    public func object(_ name: String) throws(WireError) -> FieldReader? {
        guard let value = self[name], value != .null else { return nil }
        return try FieldReader(value, path: prefix + name)
    }

    /// The elements under a name, or nil.
    public func array(_ name: String) throws(WireError) -> [JSONValue]? {
        switch self[name] {
        case nil, .null: return nil
        case .array(let values): return values
        default: throw refusal(name, "must be an array")
        }
    }

    /// What `read` found under a name; throws that the field is required when it found nothing.
    public func required<Value>(_ name: String, _ value: Value?) throws(WireError) -> Value {
        guard let value else { throw refusal(name, "is required") }
        return value
    }

    /// The text under a name that must be there.
    public func requiredString(_ name: String) throws(WireError) -> String { try required(name, string(name)) }

    /// The instant under a name that must be there.
    public func requiredTimestamp(_ name: String) throws(WireError) -> Timestamp {
        try required(name, timestamp(name))
    }

    /// The `href` of a link in `_links`, or nil.
    public func link(_ name: String) throws(WireError) -> String? {
        try object("_links")?.object(name)?.string("href")
    }

    /// An error about a field, with the field's whole path.
    public func refusal(_ name: String, _ rule: String) -> WireError {
        WireError(.invalidField, "\"\(prefix)\(name)\" \(rule)")
    }

    static func mustBeOne<Choice: RawRepresentable<String> & CaseIterable>(of type: Choice.Type) -> String {
        "must be one of [\(type.allCases.map(\.rawValue).joined(separator: ", "))]"
    }
}

extension Problem {
    /// What `read` returns; a body that cannot be read becomes a refusal of the request.
    static func refusingBody<Value>(_ read: () throws(WireError) -> Value) throws(Problem) -> Value {
        do { return try read() } catch { throw Problem(.invalidInput, error.message) }
    }
}
