import Crypto
import MeetingsCallbacks

/// What is stored instead of a secret.
enum SecretText {
    /// The digest of a secret: it can be compared, not turned back.
    static func digest(_ secret: String) -> String { Encoding.hexadecimal(SHA256.hash(data: Array(secret.utf8))) }
}
