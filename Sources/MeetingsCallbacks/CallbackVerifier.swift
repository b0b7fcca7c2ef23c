import Crypto
import FoundationEssentials
public import Meetings

/// Decides whether a callback comes from whoever holds the secrets, and came just now.
///
/// A callback may carry a JWT, Standard Webhooks fields, or both. Each that it carries and for which a secret is known
/// must be good, and at least one must be. Compared in constant time; the algorithm is HS256 and no other.
public struct CallbackVerifier: Sendable {
    private let tokenKeys: [SymmetricKey]
    private let webhookKeys: [SymmetricKey]
    private let apiKey: String?
    private let applicationID: ApplicationID?
    private let tolerance: Duration

    /// A verifier for secrets of either kind, several of each while they are being changed.
    ///
    /// `apiKey` and `applicationID`, where given, must be those of the token. Throws when there is no secret at all.
    public init(
        signatureSecrets: [String] = [], webhookSecrets: [WebhookSecret] = [], apiKey: String? = nil,
        applicationID: ApplicationID? = nil, tolerance: Duration = MeetingsCallbacks.tolerance
    ) throws(CallbackError) {
        let usable = signatureSecrets.filter { !$0.isEmpty }
        guard !usable.isEmpty || !webhookSecrets.isEmpty else {
            throw CallbackError(
                .badSecret,
                "There is no secret to check callbacks with. Give the signature secret or the webhook secret.")
        }
        tokenKeys = usable.map { SymmetricKey(data: Array($0.utf8)) }
        webhookKeys = webhookSecrets.map { SymmetricKey(data: $0.bytes) }
        self.apiKey = apiKey
        self.applicationID = applicationID
        self.tolerance = tolerance
    }

    /// What the signatures prove. Throws the first reason not to believe the callback.
    public func verify(
        _ headers: CallbackHeaders, body: [UInt8], now: Timestamp
    ) throws(CallbackRefusal) -> CallbackProof {
        var proof = CallbackProof()
        if let signatures = headers.webhookSignature, !webhookKeys.isEmpty {
            proof.webhookID = try webhookID(of: headers, signatures: signatures, body: body, now: now)
        }
        if let authorization = headers.authorization, !tokenKeys.isEmpty {
            proof.tokenID = try tokenID(of: authorization, body: body, now: now)
        }
        guard proof.webhookID != nil || proof.tokenID != nil else { throw missing() }
        return proof
    }

    private func missing() -> CallbackRefusal {
        let fields = [
            tokenKeys.isEmpty ? nil : "an Authorization field with a JWT",
            webhookKeys.isEmpty ? nil : "a webhook-signature field",
        ]
        return CallbackRefusal(
            .unsigned,
            "The callback is not signed: \(fields.compactMap(\.self).joined(separator: " or ")) is expected.")
    }

    private func webhookID(
        of headers: CallbackHeaders, signatures: String, body: [UInt8], now: Timestamp
    ) throws(CallbackRefusal) -> String {
        guard let id = headers.webhookID, !id.isEmpty, let timestamp = headers.webhookTimestamp,
            let seconds = Int64(timestamp)
        else {
            throw CallbackRefusal(
                .malformed, "A webhook-signature needs webhook-id, and webhook-timestamp in whole seconds.")
        }
        let given = signatures.split(separator: " ").filter { $0.hasPrefix("v1,") }.map { String($0.dropFirst(3)) }
        var isGood = false
        for key in webhookKeys {
            let expected = WebhookText.signature(id: id, timestamp: timestamp, body: body, key: key)
            // No early exit: how long it takes must not tell which secret fits.
            for text in given.prefix(16) where Encoding.constantTimeEqual(text, expected) { isGood = true }
        }
        guard isGood else {
            throw CallbackRefusal(
                .wrongSignature,
                "webhook-signature does not fit: the sender uses another webhook secret, "
                    + "or the callback was changed on its way.")
        }
        try checkAge(Double(seconds), field: "webhook-timestamp", now: now)
        return id
    }

    private func tokenID(of authorization: String, body: [UInt8], now: Timestamp) throws(CallbackRefusal) -> String {
        let token = try SignedToken(authorization: authorization)
        var isGood = false
        for key in tokenKeys
        where Encoding.constantTimeEqual(token.signature, CallbackToken.signature(of: token.signed, key: key)) {
            isGood = true
        }
        guard isGood else {
            throw CallbackRefusal(
                .wrongSignature, "The signature of the JWT does not fit: the sender uses another signature secret.")
        }
        let claims = try token.claims()
        guard Encoding.constantTimeEqual(claims.payloadHash, Encoding.hexadecimal(SHA256.hash(data: body))) else {
            throw CallbackRefusal(.wrongBody, "payload_hash is not the SHA-256 of the body: it was changed on its way.")
        }
        if let apiKey, claims.apiKey != apiKey {
            throw CallbackRefusal(.wrongKey, "The JWT is signed for another API key.")
        }
        if let applicationID, let named = claims.applicationID, named != applicationID.rawValue {
            throw CallbackRefusal(.wrongApplication, "The JWT is signed for another application.")
        }
        try checkAge(claims.issuedAt, field: "iat", now: now)
        return claims.tokenID
    }

    private func checkAge(_ seconds: Double, field: String, now: Timestamp) throws(CallbackRefusal) {
        let limit = Double(tolerance.wholeMilliseconds) / 1000
        let age = Double(now.seconds) - seconds
        let advice = "Deliver it anew, or set the clocks of both machines."
        if age > limit {
            throw CallbackRefusal(.tooOld, "\(field) is more than \(Int(limit)) seconds in the past. \(advice)")
        }
        if age < -limit {
            throw CallbackRefusal(.tooNew, "\(field) is more than \(Int(limit)) seconds in the future. \(advice)")
        }
    }
}

/// What the signatures of a believed callback vouch for; nil for a signature that was not there or not checked.
public struct CallbackProof: Hashable, Sendable {
    /// `webhook-id`, vouched for by the Standard Webhooks signature.
    public var webhookID: String?
    /// `jti`, vouched for by the JWT.
    public var tokenID: String?

    public init(webhookID: String? = nil, tokenID: String? = nil) {
        self.webhookID = webhookID
        self.tokenID = tokenID
    }
}
