import Crypto
import FoundationEssentials
public import Meetings

/// Makes the two signatures that every callback carries.
///
/// `Authorization` is a JWT as the retired service signed its webhooks: HS256 with the signature secret, and
/// `payload_hash` over the body (Vonage, *Signed webhooks*). The three `webhook-` fields follow the Standard Webhooks
/// specification. A receiver may check either.
public struct CallbackSignature: Sendable {
    private let tokenKey: SymmetricKey
    private let webhookKeys: [SymmetricKey]
    /// The claims that are the same in every token, as JSON members.
    private let fixedClaims: String

    public init(
        apiKey: String, applicationID: ApplicationID, signatureSecret: String, webhookSecret: WebhookSecret
    ) {
        self.init(
            apiKey: apiKey, applicationID: applicationID, signatureSecret: signatureSecret,
            webhookSecrets: [webhookSecret])
    }

    /// With several webhook secrets, as while they are being changed, `webhook-signature` holds one signature of each,
    /// in their order. The JWT has room for one signature only.
    public init(
        apiKey: String, applicationID: ApplicationID, signatureSecret: String, webhookSecrets: [WebhookSecret]
    ) {
        tokenKey = SymmetricKey(data: Array(signatureSecret.utf8))
        webhookKeys = webhookSecrets.map { SymmetricKey(data: $0.bytes) }
        fixedClaims =
            "\"api_key\":\(Encoding.jsonString(apiKey)),"
            + "\"application_id\":\(Encoding.jsonString(applicationID.rawValue))"
    }

    /// The header fields of one attempt: `Authorization`, `webhook-id`, `webhook-timestamp`, `webhook-signature`.
    ///
    /// `webhookID` names the delivery and is the same on every attempt; `tokenID` (the `jti`) and `now` are new on
    /// each. `body` is exactly what will be sent.
    public func headers(
        webhookID: String, body: [UInt8], now: Timestamp, tokenID: String
    ) -> [(name: String, value: String)] {
        let signatures = webhookKeys.map { key in
            "v1," + WebhookText.signature(id: webhookID, timestamp: String(now.seconds), body: body, key: key)
        }
        return [
            ("Authorization", "Bearer " + token(body: body, now: now, tokenID: tokenID)),
            (MeetingsCallbacks.webhookIDHeader, webhookID),
            (MeetingsCallbacks.webhookTimestampHeader, String(now.seconds)),
            (MeetingsCallbacks.webhookSignatureHeader, signatures.joined(separator: " ")),
        ]
    }

    /// The same as the method, for a caller that signs once.
    public static func headers(
        apiKey: String, applicationID: ApplicationID, signatureSecret: String, webhookSecret: WebhookSecret,
        webhookID: String, body: [UInt8], now: Timestamp, tokenID: String
    ) -> [(name: String, value: String)] {
        CallbackSignature(
            apiKey: apiKey, applicationID: applicationID, signatureSecret: signatureSecret,
            webhookSecret: webhookSecret
        ).headers(webhookID: webhookID, body: body, now: now, tokenID: tokenID)
    }

    private func token(body: [UInt8], now: Timestamp, tokenID: String) -> String {
        let claims =
            "{\"iat\":\(now.seconds),\"jti\":\(Encoding.jsonString(tokenID)),\"iss\":\"Vonage\","
            + "\"payload_hash\":\"\(Encoding.hexadecimal(SHA256.hash(data: body)))\",\(fixedClaims)}"
        let signed = CallbackToken.header + "." + Encoding.base64URL(claims.utf8)
        return signed + "." + CallbackToken.signature(of: signed, key: tokenKey)
    }
}

/// The JWT of a callback, as text.
enum CallbackToken {
    /// The encoded header, the same in every token.
    static let header = Encoding.base64URL(#"{"alg":"HS256","typ":"JWT"}"#.utf8)

    /// The encoded HS256 signature of the first two parts of a token (RFC 7515 section 5.1).
    static func signature(of signed: some StringProtocol, key: SymmetricKey) -> String {
        Encoding.base64URL(HMAC<SHA256>.authenticationCode(for: Array(signed.utf8), using: key))
    }
}

/// The text that Standard Webhooks signs.
enum WebhookText {
    /// Base64 of the HMAC of `id.timestamp.body`.
    static func signature(id: String, timestamp: String, body: [UInt8], key: SymmetricKey) -> String {
        var code = HMAC<SHA256>(key: key)
        code.update(data: Array("\(id).\(timestamp).".utf8))
        code.update(data: body)
        return Data(code.finalize()).base64EncodedString()
    }
}
