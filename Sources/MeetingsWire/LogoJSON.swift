public import Meetings

/// Where and how one picture may be uploaded (API reference, *Logo upload URLs*).
public struct UploadGrant: Hashable, Sendable {
    public var url: String
    /// The form fields to repeat in the upload, in their order, the file after them.
    public var fields: [Field]

    /// A form field.
    public struct Field: Hashable, Sendable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public init(url: String, fields: [Field]) {
        self.url = url
        self.fields = fields
    }
}

/// The JSON of upload grants: a bare array.
public enum UploadGrantListJSON {
    /// The grants in the order given.
    public static func write(_ grants: [UploadGrant]) -> [UInt8] {
        JSONWriter.bytes(capacity: 16 + grants.count * 2048) { writer in
            writer.array { writer in
                for grant in grants {
                    writer.object { writer in
                        writer.field("url", grant.url)
                        writer.object("fields") { writer in
                            for field in grant.fields {
                                writer.key(escaping: field.name)
                                writer.string(field.value)
                            }
                        }
                    }
                }
            }
        }
    }

    /// Throws when this is no array of objects, a `url` is missing or a field is no text.
    public static func read(_ bytes: [UInt8]) throws(WireError) -> [UploadGrant] {
        guard case .array(let values) = try JSONReader.value(of: bytes) else {
            throw WireError(.invalidField, "\"value\" must be an array")
        }
        return try FieldReader.objects(values, path: "grants").map { (grant) throws(WireError) in
            UploadGrant(url: try grant.requiredString("url"), fields: try fields(grant))
        }
    }

    private static func fields(_ grant: FieldReader) throws(WireError) -> [UploadGrant.Field] {
        guard case .object(let members) = grant["fields"] else {
            throw grant.refusal("fields", "must be of type object")
        }
        return try members.map { (member) throws(WireError) in
            guard case .string(let text) = member.value else { throw grant.refusal("fields", "must hold strings only") }
            return UploadGrant.Field(member.key, text)
        }
    }
}

/// The body that gives uploaded pictures to a theme, `{"keys":[…]}` (API reference, *Finalize logos*).
public enum LogoKeysJSON {
    /// The most keys of one request.
    public static let limit = 100

    /// The keys, each once. Every official client sends texts; the specification says objects with a `key`: both are
    /// read. Throws, in the API's words, when there is none.
    public static func read(_ bytes: [UInt8]) throws(Problem) -> [String] {
        try Problem.refusingBody { () throws(WireError) in
            let fields = try FieldReader(body: bytes)
            let values = try fields.required("keys", fields.array("keys"))
            guard !values.isEmpty else { throw fields.refusal("keys", "must contain at least 1 items") }
            guard values.count <= limit else {
                throw fields.refusal("keys", "must contain less than or equal to \(limit) items")
            }
            var keys: [String] = []
            for (index, value) in values.enumerated() {
                let key = try key(value, path: "keys[\(index)]")
                if !keys.contains(key) { keys.append(key) }
            }
            return keys
        }
    }

    /// The form that the official clients send.
    public static func write(_ keys: [String]) -> [UInt8] {
        JSONWriter.bytes { writer in
            writer.object { writer in
                writer.array("keys") { writer in for key in keys { writer.string(key) } }
            }
        }
    }

    private static func key(_ value: JSONValue, path: String) throws(WireError) -> String {
        if case .string(let text) = value { return text }
        if case .object = value { return try FieldReader(value, path: path).requiredString("key") }
        throw WireError(.invalidField, "\"\(path)\" must be a string")
    }
}
