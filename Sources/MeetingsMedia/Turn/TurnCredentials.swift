import Crypto
import FoundationEssentials
public import Meetings

/// A name and a password that a TURN server takes until a time, without having heard of the person before: both are made
/// from a secret that it shares with us ("A REST API for access to TURN services").
public struct TurnCredentials: Hashable, Sendable {
    /// `EXPIRY:PARTICIPANT`, with seconds since 1970.
    public var username: String
    public var password: String

    /// Good until `end`, to the second.
    public init(for participant: ParticipantID, until end: Timestamp, secret: TurnSecret) {
        username = "\(end.milliseconds / 1000):\(participant)"
        // The protocol prescribes SHA-1; as a keyed hash it is sound.
        let code = HMAC<Insecure.SHA1>.authenticationCode(
            for: Data(username.utf8), using: SymmetricKey(data: Data(secret.text.utf8)))
        password = Data(code).base64EncodedString()
    }
}
