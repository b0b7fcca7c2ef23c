import Crypto
import FoundationEssentials
import Meetings
import MeetingsCallbacks
import MeetingsWire

/// The server's own secret for upload grants and download links, kept beside the database: losing it voids those that
/// are out.
struct UploadKey: Sendable {
    private let secret: [UInt8]

    init(bytes: [UInt8]) { secret = bytes }

    /// Reads the key from the data folder, or makes it there once.
    static func load(folder: String) throws -> UploadKey {
        UploadKey(bytes: try PrivateFile.key(at: "\(folder)/keys/uploads.key"))
    }

    /// A key for one purpose, drawn from the secret: what is signed for one is worth nothing for another.
    func derived(for purpose: String) -> SymmetricKey {
        SymmetricKey(data: Self.code(Array(purpose.utf8), with: secret))
    }

    /// The lower-case hexadecimal signature of a policy (AWS Signature Version 4, *Calculating a signature*).
    func signature(of policy: String, in scope: UploadScope) -> String {
        var key = Array("AWS4".utf8) + secret
        for part in [scope.day, UploadScope.region, UploadScope.service, UploadScope.end] {
            key = Self.code(Array(part.utf8), with: key)
        }
        return Encoding.hexadecimal(Self.code(Array(policy.utf8), with: key))
    }

    private static func code(_ text: [UInt8], with key: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: text, using: SymmetricKey(data: key)))
    }
}

/// What `X-Amz-Credential` says: for whom and on which day a grant was signed.
struct UploadScope: Hashable, Sendable {
    static let region = "local"
    static let service = "s3"
    static let end = "aws4_request"

    var application: ApplicationID
    /// As in `20310304`.
    var day: String

    init(application: ApplicationID, day: String) {
        self.application = application
        self.day = day
    }

    /// Reads a credential; nil for one that this server never wrote.
    init?(_ credential: String) {
        let parts = credential.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, parts[2...] == [Self.region, Self.service, Self.end], !parts[0].isEmpty,
            parts[1].utf8.count == 8
        else { return nil }
        self.init(application: ApplicationID(parts[0]), day: parts[1])
    }

    var credential: String { "\(application)/\(day)/\(Self.region)/\(Self.service)/\(Self.end)" }
}
