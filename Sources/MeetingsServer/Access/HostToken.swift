import Crypto
import FoundationEssentials
import Meetings
import MeetingsCallbacks

/// The `participant_token` of a host link: a JWT signed with HS256 that names the room's host and does not expire.
enum HostToken {
    /// The server's own secret for host links, kept beside the database: losing it voids every host link.
    struct Key: Sendable {
        private let secret: SymmetricKey
        /// The code of a text that is still to come: the key's own part is computed once.
        private let begun: HMAC<SHA256>
        /// The first part of every token, with the dot behind it. It names the key, as the API's tokens do.
        private let start: String

        init(bytes: [UInt8]) {
            secret = SymmetricKey(data: bytes)
            begun = HMAC(key: secret)
            let name = Encoding.hexadecimal(SHA256.hash(data: bytes).prefix(16))
            let parts = [name.prefix(8), name.dropFirst(8).prefix(4), name.dropFirst(12).prefix(4)]
            let identifier = (parts + [name.dropFirst(16).prefix(4), name.dropFirst(20)]).joined(separator: "-")
            start = Encoding.base64URL(#"{"alg":"HS256","typ":"JWT","kid":"\#(identifier)"}"#.utf8) + "."
        }

        /// Reads the key from the data folder, or makes it there once.
        static func load(folder: String) throws -> Key {
            Key(bytes: try PrivateFile.key(at: "\(folder)/keys/host-links.key"))
        }

        /// A fresh token for a host; every listing carries a new one, as the API's did.
        func token(for host: ParticipantID, now: Timestamp) -> String {
            let payload = #"{"participantId":""# + host.rawValue + #"","iat":"# + String(now.seconds) + "}"
            var token = start
            token += Encoding.base64URL(payload.utf8)
            var code = begun
            code.update(data: Array(token.utf8))
            token += "."
            token += code.finalize().withUnsafeBytes { Encoding.base64URL(Array($0)) }
            return token
        }

        /// Whether the token was made with this key for this host.
        func isValid(_ token: String, for host: ParticipantID) -> Bool {
            let parts = token.split(separator: ".", omittingEmptySubsequences: false)
            guard token.utf8.count <= 4096, parts.count == 3, let code = Encoding.decodeBase64URL(parts[2]),
                HMAC<SHA256>.isValidAuthenticationCode(
                    code, authenticating: Array("\(parts[0]).\(parts[1])".utf8), using: secret),
                let payload = Encoding.decodeBase64URL(parts[1]),
                let claims = try? JSONDecoder().decode(Claims.self, from: payload)
            else { return false }
            return claims.participantId == host.rawValue
        }
    }

    private struct Claims: Decodable {
        var participantId: String
    }
}
