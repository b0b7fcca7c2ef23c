/// Reads JSON text strictly as RFC 8259 has it: no comments, no trailing commas, no lone surrogates, no invalid UTF-8.
///
/// Reads either a whole text to a `JSONValue`, or piece by piece without building what the caller skips. Every error is
/// a `malformed` one and names the byte, counted from 0, at which it was found.
public struct JSONReader {
    let bytes: [UInt8]
    /// The next byte to read.
    var index = 0
    private var depth = 0

    /// A reader at the beginning of `bytes`.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The one value that the text holds. Throws as well when anything but blanks follows it.
    public static func value(of bytes: [UInt8]) throws(WireError) -> JSONValue {
        var reader = JSONReader(bytes)
        let value = try reader.value()
        try reader.end()
        return value
    }

    /// Reads the next value, whatever it is.
    public mutating func value() throws(WireError) -> JSONValue {
        switch try nextByte() {
        case UInt8(ascii: "{"):
            var members: [JSONValue.Member] = []
            try object { (reader, key) throws(WireError) in
                members.append(JSONValue.Member(key: key, value: try reader.value()))
            }
            return .object(members)
        case UInt8(ascii: "["):
            var values: [JSONValue] = []
            try array { (reader) throws(WireError) in values.append(try reader.value()) }
            return .array(values)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", means: .bool(true))
        case UInt8(ascii: "f"): return try word("false", means: .bool(false))
        case UInt8(ascii: "n"): return try word("null", means: .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw unexpected("a value was expected")
        }
    }

    /// Reads the next value and returns its bytes as they stand, without the blanks around it.
    public mutating func raw() throws(WireError) -> ArraySlice<UInt8> {
        _ = try nextByte()
        let start = index
        _ = try value()
        return bytes[start..<index]
    }

    /// Reads an object, calling `each` after every key; `each` must read exactly the one value that follows.
    public mutating func object(
        _ each: (inout JSONReader, String) throws(WireError) -> Void
    ) throws(WireError) {
        try descend(into: UInt8(ascii: "{"), expecting: "an object was expected")
        if try nextByte() == UInt8(ascii: "}") { return ascend() }
        while true {
            guard try nextByte() == UInt8(ascii: "\"") else { throw unexpected("a key in quotes was expected") }
            let key = try string()
            guard try nextByte() == UInt8(ascii: ":") else { throw unexpected("':' was expected") }
            index += 1
            try each(&self, key)
            guard try takesComma(orEnd: UInt8(ascii: "}"), expecting: "',' or '}' was expected") else {
                return ascend()
            }
        }
    }

    /// Reads an array, calling `each` before every element; `each` must read exactly that one value.
    public mutating func array(_ each: (inout JSONReader) throws(WireError) -> Void) throws(WireError) {
        try descend(into: UInt8(ascii: "["), expecting: "an array was expected")
        if try nextByte() == UInt8(ascii: "]") { return ascend() }
        while true {
            try each(&self)
            guard try takesComma(orEnd: UInt8(ascii: "]"), expecting: "',' or ']' was expected") else {
                return ascend()
            }
        }
    }

    /// Throws unless only blanks are left.
    public mutating func end() throws(WireError) {
        skipBlanks()
        if index < bytes.count { throw unexpected("the text goes on after its value") }
    }

    /// The next byte that is no blank, not yet taken.
    private mutating func nextByte() throws(WireError) -> UInt8 {
        skipBlanks()
        if index < bytes.count { return bytes[index] }
        if bytes.isEmpty { throw WireError(.malformed, "The body is empty: JSON was expected") }
        throw unexpected("it ends too early")
    }

    private mutating func skipBlanks() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return
            }
        }
    }

    private mutating func descend(into opening: UInt8, expecting what: String) throws(WireError) {
        guard try nextByte() == opening else { throw unexpected(what) }
        guard depth < MeetingsWire.deepestNesting else {
            throw unexpected("more than \(MeetingsWire.deepestNesting) arrays and objects lie inside each other")
        }
        depth += 1
        index += 1
    }

    /// Takes the closing bracket, on which `index` stands.
    private mutating func ascend() {
        depth -= 1
        index += 1
    }

    /// Takes a comma and returns true, or leaves the closing bracket and returns false.
    private mutating func takesComma(orEnd end: UInt8, expecting what: String) throws(WireError) -> Bool {
        let byte = try nextByte()
        if byte == end { return false }
        guard byte == UInt8(ascii: ",") else { throw unexpected(what) }
        index += 1
        return true
    }

    private mutating func word(_ word: StaticString, means value: JSONValue) throws(WireError) -> JSONValue {
        let isThere = word.withUTF8Buffer { bytes[index...].starts(with: $0) }
        guard isThere else { throw unexpected("a value was expected") }
        index += word.utf8CodeUnitCount
        return value
    }

    /// The error for a finding at `offset`, or at the next byte.
    func unexpected(_ finding: String, at offset: Int? = nil) -> WireError {
        WireError(.malformed, "The body is not valid JSON: \(finding) at byte \(offset ?? index)")
    }
}
