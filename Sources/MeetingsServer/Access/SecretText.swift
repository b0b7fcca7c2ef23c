import Crypto
import FoundationEssentials

/// Spellings and digests of secrets.
enum SecretText {
    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// RFC 4648 section 5, without padding.
    static func base64URL(_ bytes: some Collection<UInt8>) -> String {
        // Byte by byte: each room that is shown carries a fresh token.
        let text = Data(bytes).base64EncodedData().compactMap { byte -> UInt8? in
            switch byte {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            case UInt8(ascii: "="): nil
            default: byte
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    static func bytes(base64URL text: some StringProtocol) -> [UInt8]? {
        let standard = String(text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
        let padded = standard + String(repeating: "=", count: (4 - standard.count % 4) % 4)
        return Data(base64Encoded: padded).map(Array.init)
    }

    /// What is stored instead of a secret: it can be compared, not turned back.
    static func digest(_ secret: String) -> String { hexadecimal(SHA256.hash(data: Array(secret.utf8))) }
}
