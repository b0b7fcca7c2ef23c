/// Reads the digits of a date from the front of a text; every call either consumes what it returns or consumes nothing.
struct DigitReader {
    private var rest: Substring.UTF8View

    init(_ text: String.UTF8View) { rest = text[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == character.value else { return false }
        rest.removeFirst()
        return true
    }

    mutating func number(digits: Int) -> Int64? {
        let bytes = rest.prefix(digits)
        guard bytes.count == digits, bytes.allSatisfy({ (48...57).contains($0) }) else { return nil }
        rest.removeFirst(digits)
        return bytes.reduce(0) { $0 * 10 + Int64($1 - 48) }
    }

    /// One to nine digits after the point, cut to milliseconds.
    mutating func millisecondFraction() -> Int64? {
        let bytes = rest.prefix { (48...57).contains($0) }
        guard (1...9).contains(bytes.count) else { return nil }
        rest.removeFirst(bytes.count)
        let firstThree = bytes.prefix(3).reduce(0) { $0 * 10 + Int64($1 - 48) }
        return firstThree * (bytes.count == 1 ? 100 : bytes.count == 2 ? 10 : 1)
    }

    /// Seconds east of UTC: `Z`, `+hh:mm`, `+hhmm`, `+hh`, or nothing at all, which is UTC; Ruby sets ` UTC` or a blank
    /// before the offset. Nil when malformed.
    mutating func utcOffset() -> Int64? {
        if isAtEnd || skip("Z") || skip("z") { return 0 }
        if skip(" "), skip("U") { return skip("T") && skip("C") ? 0 : nil }
        let sign: Int64
        if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
        guard let hours = number(digits: 2), hours < 24 else { return nil }
        if isAtEnd { return sign * hours * 3600 }
        _ = skip(":")
        guard let minutes = number(digits: 2), minutes < 60 else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }
}
