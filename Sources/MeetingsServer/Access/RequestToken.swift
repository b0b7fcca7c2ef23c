import FoundationEssentials
import Meetings
import MeetingsCallbacks
import MeetingsWire

/// The token of a request taken apart, its signature not yet checked (RFC 7515, RFC 7519).
///
/// Strict where leniency could make two readers see two different tokens: base64url must be the one canonical spelling,
/// and no name may stand twice in the header or in the claims.
struct RequestToken: Sendable {
    /// `application_id`, `iat` and `jti` are required, `nbf` and `exp` count where they stand.
    struct Claims: Hashable, Sendable {
        var application: ApplicationID
        /// Seconds since the Unix epoch, as are the others.
        var issuedAt: Double
        var identifier: String
        var notBefore: Double?
        var expiration: Double?
    }

    /// Longer ones are refused unread.
    static let longest = 8192
    /// Parameters that name or bring another key, or change what is signed. Honest clients send none of them.
    private static let refusedParameters: Set<String> = [
        "jku", "jwk", "x5u", "x5c", "x5t", "x5t#S256", "crit", "b64", "zip", "enc",
    ]

    /// Header and claims as they were signed, the point between them included.
    let signed: [UInt8]
    let signature: [UInt8]
    let claims: Claims

    /// Nil for what is no token, lacks a claim, or is not to be checked with RS256.
    init?(_ token: String) {
        guard token.utf8.count <= Self.longest else { return nil }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Self.object(in: parts[0]), let members = Self.object(in: parts[1]),
            let signature = Self.bytes(of: parts[2]), let claims = Claims(members),
            header["alg"] == .string("RS256"), header.keys.allSatisfy({ !Self.refusedParameters.contains($0) })
        else { return nil }
        signed = Array("\(parts[0]).\(parts[1])".utf8)
        self.signature = signature
        self.claims = claims
    }

    /// The members of a part that is one JSON object without a repeated name.
    private static func object(in part: Substring) -> [String: JSONValue]? {
        guard let bytes = bytes(of: part), case .object(let members)? = try? JSONReader.value(of: bytes) else {
            return nil
        }
        let object = Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
        return object.count == members.count ? object : nil
    }

    private static func bytes(of part: Substring) -> [UInt8]? {
        guard let bytes = Encoding.decodeBase64URL(part), Encoding.base64URL(bytes) == part else { return nil }
        return Array(bytes)
    }
}

extension RequestToken.Claims {
    init?(_ members: [String: JSONValue]) {
        guard case .string(let application) = members["application_id"], (1...64).contains(application.utf8.count),
            // A database may end a text at a character that nobody sees.
            application.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            case .string(let identifier) = members["jti"], !identifier.isEmpty,
            let issuedAt = Self.seconds(members["iat"])
        else { return nil }
        let notBefore = Self.seconds(members["nbf"])
        let expiration = Self.seconds(members["exp"])
        // A claim that stands there and is no number is no claim to pass over.
        guard (members["nbf"] == nil) == (notBefore == nil), (members["exp"] == nil) == (expiration == nil) else {
            return nil
        }
        self.init(
            application: ApplicationID(application), issuedAt: issuedAt, identifier: identifier, notBefore: notBefore,
            expiration: expiration)
    }

    private static func seconds(_ value: JSONValue?) -> Double? {
        switch value {
        case .integer(let integer): Double(integer)
        case .number(let number): number
        default: nil
        }
    }
}
