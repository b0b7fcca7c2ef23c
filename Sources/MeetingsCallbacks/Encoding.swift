public import FoundationEssentials

/// The spellings that signatures need: base64url, hexadecimal, a JSON string, and a comparison that leaks no time.
///
/// Public for the server, whose host links and tokens are spelt the same way.
public enum Encoding {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    private static let digits = Array("0123456789abcdef".utf8)

    /// Base64url without padding (RFC 4648 section 5).
    @inlinable
    public static func base64URL(_ bytes: some Sequence<UInt8>) -> String { base64URL(Array(bytes)) }

    /// Base64url without padding (RFC 4648 section 5).
    public static func base64URL(_ bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: (bytes.count * 4 + 2) / 3) { text in
            var written = 0
            var bits: UInt32 = 0
            var waiting = 0
            func write(_ sextet: UInt32) {
                text[written] = letters[Int(sextet & 63)]
                written += 1
            }
            for byte in bytes {
                bits = bits << 8 | UInt32(byte)
                waiting += 8
                while waiting >= 6 {
                    waiting -= 6
                    write(bits >> waiting)
                }
            }
            if waiting > 0 { write(bits << (6 - waiting)) }
            return written
        }
    }

    /// The bytes behind base64url without padding; nil when the text is anything else.
    public static func decodeBase64URL(_ text: some StringProtocol) -> Data? {
        var standard: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "-"): standard.append(UInt8(ascii: "+"))
            case UInt8(ascii: "_"): standard.append(UInt8(ascii: "/"))
            case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): return nil
            default: standard.append(byte)
            }
        }
        while standard.count % 4 != 0 { standard.append(UInt8(ascii: "=")) }
        return Data(base64Encoded: Data(standard))
    }

    /// Two lower-case digits for each byte.
    @inlinable
    public static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String { hexadecimal(Array(bytes)) }

    /// Two lower-case digits for each byte.
    public static func hexadecimal(_ bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: bytes.count * 2) { text in
            var written = 0
            for byte in bytes {
                text[written] = digits[Int(byte >> 4)]
                text[written + 1] = digits[Int(byte & 15)]
                written += 2
            }
            return written
        }
    }

    /// The text as a JSON string, with its quotes.
    static func jsonString(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 0x20:
                result += "\\u00" + hexadecimal([UInt8(scalar.value)])
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// Equality that takes as long for a wrong first byte as for a wrong last one. The length is no secret.
    public static func constantTimeEqual(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for index in left.indices { difference |= left[index] ^ right[index] }
        return difference == 0
    }
}
