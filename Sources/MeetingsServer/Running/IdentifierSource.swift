import FoundationEssentials
import Meetings
import MeetingsCallbacks

/// Where new identifiers, codes and secrets come from; tests bring their own.
public struct IdentifierSource: Sendable {
    /// A UUID in lower case.
    public var uuid: @Sendable () -> String
    /// Nine digits, the first not zero.
    public var meetingCode: @Sendable () -> String
    /// 256 random bits in hexadecimal.
    public var secret: @Sendable () -> String
    /// From -1 to 1, for the jitter of retries.
    public var jitter: @Sendable () -> Double

    public init(
        uuid: @escaping @Sendable () -> String, meetingCode: @escaping @Sendable () -> String,
        secret: @escaping @Sendable () -> String, jitter: @escaping @Sendable () -> Double
    ) {
        self.uuid = uuid
        self.meetingCode = meetingCode
        self.secret = secret
        self.jitter = jitter
    }

    /// The system's random source.
    public static let random = IdentifierSource(
        uuid: { uuid(at: SystemClock().now, high: .random(in: .min ... .max), low: .random(in: .min ... .max)) },
        meetingCode: { String(Int.random(in: 100_000_000...999_999_999)) },
        secret: { Encoding.hexadecimal((0..<4).flatMap { _ in bigEndian(.random(in: .min ... .max)) }) },
        jitter: { Double.random(in: -1...1) })

    /// A UUID that begins with the time, as version 7 does (RFC 9562 section 5.7), and has 74 random bits.
    ///
    /// What is made at about the same time stands together in the database's indexes, so that a commit writes fewer
    /// pages. It is marked version 4, as the ids of the API are and some clients check.
    static func uuid(at time: Timestamp, high: UInt64, low: UInt64) -> String {
        let version = UInt64(truncatingIfNeeded: time.milliseconds) << 16 | high & 0xFFF | 0x4000
        let variant = low & ~(0b11 << 62) | 0b10 << 62
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for (index, digit) in Encoding.hexadecimal(bigEndian(version) + bigEndian(variant)).utf8.enumerated() {
            if index == 8 || index == 12 || index == 16 || index == 20 { text.append(UInt8(ascii: "-")) }
            text.append(digit)
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func bigEndian(_ number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    }

    /// A session id in the API's shape: a region digit, `_`, and URL-safe base64 of the project, the time and chance.
    func sessionID(now: Timestamp) -> SessionID {
        let text = "1~0~~\(now.milliseconds)~\(secret().prefix(24))~"
        return SessionID("1_" + Encoding.base64URL(text.utf8))
    }
}
