/// The two kinds of value whose every byte matters: strings and numbers (RFC 8259 sections 6 and 7).
extension JSONReader {
    /// Reads a string; `index` stands on its opening quote.
    mutating func string() throws(WireError) -> String {
        index += 1
        let start = index
        skipPlainText()
        if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
            let text = try validated(bytes[start..<index], from: start)
            index += 1
            return text
        }
        // An escape: from here on the text differs from its bytes and is put together piece by piece.
        var unescaped = Array(bytes[start..<index])
        while true {
            guard index < bytes.count else { throw unexpected("a string does not end") }
            switch bytes[index] {
            case UInt8(ascii: "\""):
                let text = try validated(unescaped[...], from: start)
                index += 1
                return text
            case UInt8(ascii: "\\"): unescaped.append(contentsOf: try escape().utf8)
            case ..<0x20: throw unexpected("a control character stands unescaped in a string")
            default:
                let plain = index
                skipPlainText()
                unescaped.append(contentsOf: bytes[plain..<index])
            }
        }
    }

    /// Moves to the next quote, backslash or control character.
    private mutating func skipPlainText() {
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { return }
            index += 1
        }
    }

    /// The text of bytes that must be UTF-8. `start` is where their source begins, for the error.
    private func validated(_ text: ArraySlice<UInt8>, from start: Int) throws(WireError) -> String {
        if let valid = String(validating: text, as: UTF8.self) { return valid }
        // Escapes are ASCII, so the source is invalid at the same place as what it stands for.
        var decoder = UTF8()
        var iterator = bytes[start..<index].makeIterator()
        var offset = start
        while case .scalarValue(let scalar) = decoder.decode(&iterator) { offset += UTF8.width(scalar) }
        throw unexpected("a string is not valid UTF-8", at: offset)
    }

    /// Reads one escape; `index` stands on its backslash.
    private mutating func escape() throws(WireError) -> Unicode.Scalar {
        let start = index
        index += 2
        switch index <= bytes.count ? bytes[index - 1] : 0 {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape(from: start)
        default: throw unexpected("a backslash is followed by something that is no escape", at: start)
        }
    }

    /// Reads the four digits after `\u`, and a second escape where the first is half of a surrogate pair.
    private mutating func unicodeEscape(from start: Int) throws(WireError) -> Unicode.Scalar {
        let unit = try fourHexDigits(from: start)
        if let scalar = Unicode.Scalar(unit) { return scalar }
        if (0xD800..<0xDC00).contains(unit), bytes[index...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) {
            index += 2
            let low = try fourHexDigits(from: start)
            let value = 0x10000 + (unit - 0xD800) << 10 + (low & 0x3FF)
            if (0xDC00..<0xE000).contains(low), let scalar = Unicode.Scalar(value) { return scalar }
        }
        throw unexpected("half of a surrogate pair stands alone", at: start)
    }

    private mutating func fourHexDigits(from start: Int) throws(WireError) -> UInt32 {
        var value: UInt32 = 0
        for byte in bytes[index...].prefix(4) {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { break }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        guard index - start == 6 || index - start == 12 else {
            throw unexpected("four hexadecimal digits must follow \\u", at: start)
        }
        return value
    }

    /// Reads a number; `index` stands on its first character.
    mutating func number() throws(WireError) -> JSONValue {
        let start = index
        skip(UInt8(ascii: "-"))
        let firstDigit = index
        let hasDigits = skipDigits()
        guard hasDigits, bytes[firstDigit] != UInt8(ascii: "0") || index == firstDigit + 1 else {
            throw unexpected("a number is malformed", at: start)
        }
        var isWhole = true
        if skip(UInt8(ascii: ".")) {
            isWhole = false
            guard skipDigits() else { throw unexpected("a number is malformed", at: start) }
        }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            isWhole = false
            if !skip(UInt8(ascii: "+")) { skip(UInt8(ascii: "-")) }
            guard skipDigits() else { throw unexpected("a number is malformed", at: start) }
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if isWhole, let integer = Int64(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else { throw unexpected("a number is too large", at: start) }
        return .number(number)
    }

    @discardableResult
    private mutating func skip(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    /// True when there was at least one.
    private mutating func skipDigits() -> Bool {
        let start = index
        while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) { index += 1 }
        return index > start
    }
}
