import Crypto

/// Lines of JSON, each with the digest of itself and of all lines before it.
///
/// Of a line `{…}` the file holds `{…,"sha256":"<64 digits>"}`. The digest is over the digest before it, 32 bytes, and
/// the line as it stands without that last field; the first line follows 32 zeros.
struct EvidenceChain {
    private(set) var digest = [UInt8](repeating: 0, count: 32)
    private(set) var lines = 0

    private static let field = Array(#","sha256":""#.utf8)

    /// A line for the file, with its line feed. `object` is a JSON object with at least one field.
    mutating func append(_ object: [UInt8]) -> [UInt8] {
        advance(object)
        return object.dropLast() + Self.field + Array(hexadecimal.utf8) + Array("\"}\n".utf8)
    }

    /// The digest so far, in hexadecimal.
    var hexadecimal: String { Self.hexadecimal(digest) }

    private mutating func advance(_ object: [UInt8]) {
        var hash = SHA256()
        hash.update(data: digest)
        hash.update(data: object)
        digest = Array(hash.finalize())
        lines += 1
    }

    /// Checks a line of a file, without its line feed, and goes on. Answers the object without its digest; nil when the
    /// line is not what was written here, and the chain cannot go on.
    mutating func check(_ line: [UInt8]) -> [UInt8]? {
        let length = Self.field.count + 66
        guard line.count > length, line.suffix(2) == Array("\"}".utf8)[...] else { return nil }
        let cut = line.count - length
        guard Array(line[cut..<(cut + Self.field.count)]) == Self.field else { return nil }
        let object = Array(line[..<cut]) + [UInt8(ascii: "}")]
        advance(object)
        guard Array(line[(cut + Self.field.count)...].dropLast(2)) == Array(hexadecimal.utf8) else { return nil }
        return object
    }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
