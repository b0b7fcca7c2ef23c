/// A callback as it was written down by whoever received it: lines of header fields, an empty line, and the body.
public struct ReceivedRequest: Hashable, Sendable {
    /// The fields that signatures need.
    public var headers: CallbackHeaders
    /// The exact bytes after the empty line.
    public var body: [UInt8]

    /// Reads what was written down. A request line before the fields may be there or not. Nil without a single field.
    public init?(_ bytes: [UInt8]) {
        var fields: [(name: String, value: String)] = []
        var start = bytes.startIndex
        var body: [UInt8] = []
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
            var line = bytes[start..<end]
            if line.last == 0x0D { line.removeLast() }
            start = end < bytes.endIndex ? end + 1 : end
            if line.isEmpty {
                body = Array(bytes[start...])
                break
            }
            let text = String(decoding: line, as: UTF8.self)
            guard let colon = text.firstIndex(of: ":"), !text[..<colon].contains(" ") else { continue }
            let value = text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            fields.append((String(text[..<colon]), String(value)))
        }
        guard !fields.isEmpty else { return nil }
        headers = CallbackHeaders(fields)
        self.body = body
    }
}
