import FoundationEssentials
import Meetings
import MeetingsCallbacks

/// Where new identifiers, codes and secrets come from; tests bring their own.
public struct IdentifierSource: Sendable {
    /// A version 4 UUID in lower case.
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
        uuid: { UUID().uuidString.lowercased() },
        meetingCode: { String(Int.random(in: 100_000_000...999_999_999)) },
        secret: { Encoding.hexadecimal((0..<32).map { _ in UInt8.random(in: .min ... .max) }) },
        jitter: { Double.random(in: -1...1) })

    /// A session id in the API's shape: a region digit, `_`, and URL-safe base64 of the project, the time and chance.
    func sessionID(now: Timestamp) -> SessionID {
        let text = "1~0~~\(now.milliseconds)~\(secret().prefix(24))~"
        return SessionID("1_" + Encoding.base64URL(text.utf8))
    }
}
