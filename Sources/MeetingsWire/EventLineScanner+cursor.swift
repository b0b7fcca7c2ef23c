import Meetings

extension EventLineScanner {
    /// A place in a line, and what can be taken from there.
    struct Cursor {
        let bytes: UnsafeRawBufferPointer
        private(set) var index = 0

        init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

        var isAtEnd: Bool { index == bytes.count }

        /// A key with its colon.
        mutating func key() -> Range<Int>? {
            guard let text = plainString(), take(UInt8(ascii: ":")) else { return nil }
            return text
        }

        mutating func take(_ byte: UInt8) -> Bool {
            guard index < bytes.count, bytes[index] == byte else { return false }
            index += 1
            return true
        }

        func holds(_ text: StaticString, at range: Range<Int>) -> Bool {
            guard range.count == text.utf8CodeUnitCount else { return false }
            return text.withUTF8Buffer { wanted in
                for offset in 0..<wanted.count where bytes[range.lowerBound + offset] != wanted[offset] { return false }
                return true
            }
        }

        /// A string without escapes.
        mutating func plainString() -> Range<Int>? {
            guard take(UInt8(ascii: "\"")) else { return nil }
            let start = index
            skipPlainText()
            guard take(UInt8(ascii: "\"")) else { return nil }
            return start..<(index - 1)
        }

        mutating func plainStringOrNull(_ range: inout Range<Int>) -> Bool {
            if index < bytes.count, bytes[index] == UInt8(ascii: "n") { return word("null") }
            guard let text = plainString() else { return false }
            range = text
            return true
        }

        mutating func truth() -> Bool? { word("true") ? true : word("false") ? false : nil }

        mutating func wholeNumber() -> Int64? {
            let start = index
            var value: Int64 = 0
            while index < bytes.count, index - start < 18, case let digit = bytes[index] &- 0x30, digit < 10 {
                value = value * 10 + Int64(digit)
                index += 1
            }
            return index > start ? value : nil
        }

        mutating func number(_ range: inout Range<Int>) -> Bool {
            let start = index
            guard wholeNumber() != nil else { return false }
            range = start..<index
            return true
        }

        /// Any value, with as much care as it takes to find its end.
        mutating func skipValue() -> Bool {
            guard index < bytes.count else { return false }
            switch bytes[index] {
            case UInt8(ascii: "\""): return skipString()
            case UInt8(ascii: "{"), UInt8(ascii: "["): return skipNested()
            case UInt8(ascii: "t"): return word("true")
            case UInt8(ascii: "f"): return word("false")
            case UInt8(ascii: "n"): return word("null")
            default: return skipNumber()
            }
        }

        private mutating func skipNumber() -> Bool {
            let start = index
            while index < bytes.count {
                switch bytes[index] {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
                    UInt8(ascii: "e"), UInt8(ascii: "E"):
                    index += 1
                default: return index > start
                }
            }
            return false
        }

        private mutating func skipNested() -> Bool {
            var open: UInt64 = 0
            var depth = 0
            while index < bytes.count {
                switch bytes[index] {
                case UInt8(ascii: "\""):
                    guard skipString() else { return false }
                    continue
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    depth += 1
                    guard depth < 60 else { return false }
                    open = open << 1 | (bytes[index] == UInt8(ascii: "{") ? 1 : 0)
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    guard open & 1 == (bytes[index] == UInt8(ascii: "}") ? 1 : 0) else { return false }
                    (depth, open) = (depth - 1, open >> 1)
                case ..<0x20: return false
                default: break
                }
                index += 1
                if depth == 0 { return true }
            }
            return false
        }

        private mutating func skipString() -> Bool {
            index += 1
            while true {
                skipPlainText()
                if take(UInt8(ascii: "\"")) { return true }
                guard take(UInt8(ascii: "\\")), index < bytes.count, bytes[index] >= 0x20 else { return false }
                index += 1
            }
        }

        /// To the next quote, backslash or control character, eight bytes at a time.
        private mutating func skipPlainText() {
            let ones: UInt64 = 0x0101_0101_0101_0101
            let highs: UInt64 = 0x8080_8080_8080_8080
            while index + 8 <= bytes.count {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                let quote = word ^ (ones &* 0x22)
                let backslash = word ^ (ones &* 0x5C)
                let found =
                    (((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
                        | ((word &- ones &* 0x20) & ~word)) & highs
                if found != 0 {
                    index += found.trailingZeroBitCount / 8
                    return
                }
                index += 8
            }
            while index < bytes.count, case let byte = bytes[index], byte != 0x22, byte != 0x5C, byte >= 0x20 {
                index += 1
            }
        }

        private mutating func word(_ word: StaticString) -> Bool {
            let end = index + word.utf8CodeUnitCount
            guard end <= bytes.count, holds(word, at: index..<end) else { return false }
            index = end
            return true
        }

        /// The event of a name as the server writes it now.
        func eventName(_ text: Range<Int>) -> EventName? {
            guard text.count < Self.names.count else { return nil }
            for (name, spelling) in Self.names[text.count]
            where spelling.indices.allSatisfy({ bytes[text.lowerBound + $0] == spelling[$0] }) {
                return name
            }
            return nil
        }

        /// All names by their lengths.
        private static let names: [[(EventName, [UInt8])]] = {
            let spellings = EventName.allCases.map { ($0, Array($0.rawValue.utf8)) }
            return (0...(spellings.map(\.1.count).max() ?? 0)).map { length in
                spellings.filter { $0.1.count == length }
            }
        }()
    }
}
