/// Percent-encoding (RFC 3986 section 2.1): text where only some characters may stand, such as URLs and header fields.
public enum PercentEncoding {
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// The UTF-8 of a text; only unreserved characters stay as they are (RFC 3986 section 2.3).
    public static func encode(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether each percent sign begins an encoded byte, and the decoded bytes are UTF-8 without NUL.
    public static func isWhole(_ text: String) -> Bool {
        guard text.utf8.contains(37) else { return true }
        var decoded: [UInt8] = []
        var bytes = text.utf8.makeIterator()
        while let byte = bytes.next() {
            guard byte == 37 else {
                decoded.append(byte)
                continue
            }
            guard let high = digit(bytes.next()), let low = digit(bytes.next()), high + low > 0 else { return false }
            decoded.append(high << 4 | low)
        }
        return String(validating: decoded, as: UTF8.self) != nil
    }

    private static func digit(_ byte: UInt8?) -> UInt8? {
        switch byte {
        case .some(let byte) where (48...57).contains(byte): byte - 48
        case .some(let byte) where (65...70).contains(byte): byte - 55
        case .some(let byte) where (97...102).contains(byte): byte - 87
        default: nil
        }
    }
}
