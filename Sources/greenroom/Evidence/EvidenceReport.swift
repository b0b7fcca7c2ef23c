import Crypto
import FoundationEssentials
import Meetings
import MeetingsClient
import MeetingsWire

/// What a file of evidence comes to when it is checked.
enum EvidenceReport: Hashable, Sendable {
    /// Every byte is as it was written, and the seal fits.
    case sound(seal: FileSeal, events: Int, deliveries: Int, fingerprint: String)
    /// A line, counted from 1, is not what was written, or does not follow the one before it.
    case changed(line: Int)
    /// The lines fit each other, but not the seal: somebody without the key made them.
    case forged(String)
    /// It is no such file.
    case unreadable(String)

    private static let seal = Array(#"{"seal":"#.utf8)

    /// Checks a file. `publicKeyPEM` is the key that must have signed it; without one, the key that the file names.
    static func check(_ bytes: [UInt8], publicKeyPEM: String?) async -> EvidenceReport {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.contains(where: { $0.starts(with: Array(#"{"evidence":"#.utf8)) || $0.starts(with: Self.seal) })
        else { return .unreadable("This is no evidence that greenroom wrote.") }
        guard lines.last?.isEmpty == true else { return .changed(line: lines.count) }
        lines.removeLast()
        guard let last = lines.last, lines.count >= 2 else { return .changed(line: max(1, lines.count)) }
        var (chain, events, deliveries, named) = (EvidenceChain(), 0, 0, String?.none)
        for (index, line) in lines.dropLast().enumerated() {
            guard let object = chain.check(Array(line)), let value = try? JSONReader.value(of: object) else {
                return .changed(line: index + 1)
            }
            if index == 0, case .string(let key)? = value["public_key"] { named = key }
            if value["event"] != nil { events += 1 }
            if value["delivery"] != nil { deliveries += 1 }
        }
        guard let value = try? JSONReader.value(of: Array(last)), case .string(let signed)? = value["seal"],
            Array(last) == EvidenceFile.sealLine(signed)
        else { return .changed(line: lines.count) }
        guard let key = publicKeyPEM ?? named else { return .unreadable("The file names no key, and none was given.") }
        guard let seal = await FileSeal.read(signed, publicKeyPEM: key) else {
            return .forged("The seal was not made with this key.")
        }
        guard seal.lines == chain.lines, seal.digest == chain.hexadecimal else {
            return .forged("The seal was made for other lines: \(seal.lines) of them, not these \(chain.lines).")
        }
        return .sound(seal: seal, events: events, deliveries: deliveries, fingerprint: Self.fingerprint(key))
    }

    /// What a key is known by: the SHA-256 of its bytes, as `openssl pkey -pubin -outform DER | sha256sum` prints it.
    static func fingerprint(_ pem: String) -> String {
        let base64 = pem.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("-----") }.joined()
        guard let data = Data(base64Encoded: base64) else { return "unknown" }
        return EvidenceChain.hexadecimal(Array(SHA256.hash(data: data)))
    }
}
