/// Takes a stream of server-sent events apart, whatever the borders of the chunks it comes in.
///
/// Source: WHATWG HTML, *Server-sent events*, sections 9.2.5 and 9.2.6. Lines end in CR, LF or CR LF; an event that
/// the end of the stream cuts off is dropped.
public struct ServerSentEventParser: Sendable {
    /// What the stream said.
    public enum Item: Hashable, Sendable {
        /// `id` is the last one seen on the stream, `event` is `message` unless named.
        case message(id: String?, event: String, data: [UInt8])
        /// A line that begins with a colon: a sign of life.
        case comment
        /// How long to wait before connecting again, as the server wishes.
        case retry(milliseconds: Int)
    }

    /// A line or an event was larger than the limit.
    public struct TooLarge: Error, Hashable, Sendable {}

    private let limit: Int
    private var line: [UInt8] = []
    private var data: [UInt8] = []
    private var hasData = false
    private var eventName = ""
    private var lastID: String?
    private var endedInReturn = false
    private var isFirstLine = true

    /// `limit` is the most bytes that one line or one event may have.
    public init(limit: Int = 4 << 20) { self.limit = limit }

    /// Takes the next bytes and returns what became complete with them.
    public mutating func receive(_ bytes: some Sequence<UInt8>) throws(TooLarge) -> [Item] {
        var items: [Item] = []
        for byte in bytes {
            let followsReturn = endedInReturn
            endedInReturn = byte == UInt8(ascii: "\r")
            if byte == UInt8(ascii: "\n"), followsReturn { continue }
            if endedInReturn || byte == UInt8(ascii: "\n") {
                if let item = endLine() { items.append(item) }
                if data.count > limit { throw TooLarge() }
            } else {
                line.append(byte)
                if line.count > limit { throw TooLarge() }
            }
        }
        return items
    }

    private mutating func endLine() -> Item? {
        defer { line.removeAll(keepingCapacity: true) }
        if isFirstLine {
            isFirstLine = false
            if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        }
        guard let first = line.first else { return dispatch() }
        if first == UInt8(ascii: ":") { return .comment }
        let name = line.prefix { $0 != UInt8(ascii: ":") }
        var value = line[name.endIndex...].dropFirst()
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        return field(String(decoding: name, as: UTF8.self), value)
    }

    private mutating func field(_ name: String, _ value: ArraySlice<UInt8>) -> Item? {
        switch name {
        case "data":
            if hasData { data.append(UInt8(ascii: "\n")) }
            data += value
            hasData = true
        case "event": eventName = String(decoding: value, as: UTF8.self)
        case "id" where !value.contains(0): lastID = String(decoding: value, as: UTF8.self)
        case "retry":
            guard !value.isEmpty, value.count <= 9, value.allSatisfy({ (48...57).contains($0) }),
                let milliseconds = Int(String(decoding: value, as: UTF8.self))
            else { return nil }
            return .retry(milliseconds: milliseconds)
        default: break
        }
        return nil
    }

    private mutating func dispatch() -> Item? {
        defer {
            data = []
            hasData = false
            eventName = ""
        }
        guard hasData else { return nil }
        return .message(id: lastID, event: eventName.isEmpty ? "message" : eventName, data: data)
    }
}
