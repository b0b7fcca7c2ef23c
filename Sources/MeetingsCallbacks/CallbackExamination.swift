import Crypto
import FoundationEssentials
public import Meetings

/// Looks at the signatures of one callback as a receiver does, and says of each check how it went and why.
///
/// `CallbackVerifier` decides; this explains. It may be told no secret at all: then it says what can be said without.
public struct CallbackExamination: Sendable {
    private let tokenKeys: [SymmetricKey]
    private let webhookKeys: [SymmetricKey]
    private let applicationID: ApplicationID?
    private let tolerance: Duration

    /// An examination with the secrets that are known.
    public init(
        signatureSecrets: [String] = [], webhookSecrets: [WebhookSecret] = [], applicationID: ApplicationID? = nil,
        tolerance: Duration = MeetingsCallbacks.tolerance
    ) {
        tokenKeys = signatureSecrets.filter { !$0.isEmpty }.map { SymmetricKey(data: Array($0.utf8)) }
        webhookKeys = webhookSecrets.map { SymmetricKey(data: $0.bytes) }
        self.applicationID = applicationID
        self.tolerance = tolerance
    }

    /// True when there is a secret to check with.
    public var hasSecrets: Bool { !tokenKeys.isEmpty || !webhookKeys.isEmpty }

    /// What a receiver finds that gets this at `now`.
    public func report(_ headers: CallbackHeaders, body: [UInt8], now: Timestamp) -> CallbackReport {
        var findings = Findings()
        examineToken(headers, body, now, &findings)
        let isTokenRefused = !tokenKeys.isEmpty && findings.hasBad
        let count = findings.checks.count
        examineWebhook(headers, body, now, &findings)
        let isWebhookRefused =
            !webhookKeys.isEmpty && findings.checks[count...].contains { $0.verdict == .bad }
        if findings.proofs == 0, !findings.hasBad {
            let text =
                hasSecrets
                ? "Nothing in it is signed in a way that the secrets here could check."
                : "There is no secret here, so nothing is proved."
            findings.note("secrets", .open, text)
        }
        let isBelieved = findings.proofs > 0 && !isTokenRefused && !isWebhookRefused
        return CallbackReport(checks: findings.checks, isBelieved: isBelieved)
    }

    /// What was found so far.
    private struct Findings {
        var checks: [CallbackReport.Check] = []
        /// How many signatures were good.
        var proofs = 0
        /// Whether the hash that a good token names is that of the body; nil when that is not known.
        var isBodyWhole: Bool?

        var hasBad: Bool { checks.contains { $0.verdict == .bad } }

        mutating func note(_ subject: String, _ verdict: CallbackReport.Verdict, _ sentence: String) {
            checks.append(CallbackReport.Check(subject, verdict, sentence))
        }
    }

    // MARK: - The token

    private func examineToken(
        _ headers: CallbackHeaders, _ body: [UInt8], _ now: Timestamp, _ findings: inout Findings
    ) {
        guard let authorization = headers.authorization else {
            let verdict: CallbackReport.Verdict = tokenKeys.isEmpty || !webhookKeys.isEmpty ? .open : .bad
            return findings.note("Authorization", verdict, "The field is missing: there is no JWT to check.")
        }
        let token: SignedToken
        do throws(CallbackRefusal) {
            token = try SignedToken(authorization: authorization)
        } catch {
            let subject = error.code == .wrongAlgorithm ? "algorithm" : "Authorization"
            return findings.note(subject, .bad, error.message)
        }
        findings.note("algorithm", .good, "The JWT says HS256.")
        let fits = tokenKeys.contains {
            Encoding.constantTimeEqual(token.signature, CallbackToken.signature(of: token.signed, key: $0))
        }
        if tokenKeys.isEmpty {
            findings.note("JWT signature", .open, "Not checked: the signature secret is not known here.")
        } else if fits {
            findings.note("JWT signature", .good, "It fits the signature secret.")
        } else {
            findings.note(
                "JWT signature", .bad,
                "It does not fit: the sender signs with another signature secret, or the token was changed. Compare "
                    + "the secret with the one that `greenroom apps create` or rotate-secrets told.")
        }
        guard let claims = try? token.claims() else {
            return findings.note("claims", .bad, "The JWT lacks one of the claims iat, jti and payload_hash.")
        }
        examine(claims, body, now, isSigned: fits, &findings)
    }

    private func examine(
        _ claims: SignedToken.Claims, _ body: [UInt8], _ now: Timestamp, isSigned: Bool, _ findings: inout Findings
    ) {
        let hash = Encoding.hexadecimal(SHA256.hash(data: body))
        let isWhole = Encoding.constantTimeEqual(claims.payloadHash, hash)
        if isSigned || tokenKeys.isEmpty { findings.isBodyWhole = isWhole }
        if isWhole {
            findings.note("payload_hash", .good, "It is the SHA-256 of the body.")
        } else {
            let named = String(claims.payloadHash.prefix(64)).scrubbed()
            let change = BodyVariant.all(of: body).first {
                Encoding.hexadecimal(SHA256.hash(data: $0.bytes)) == claims.payloadHash
            }
            findings.note(
                "payload_hash", .bad,
                "The body is not the one that was signed. The JWT says \(named), the body has \(hash). "
                    + (change?.explanation ?? BodyVariant.unexplained))
        }
        if let applicationID, let named = claims.applicationID, named != applicationID.rawValue {
            findings.note("application_id", .bad, "The JWT is signed for another application.")
        }
        let isTimely = examineAge(claims.issuedAt, "iat", now, &findings)
        if isSigned, isWhole, isTimely { findings.proofs += 1 }
    }

    // MARK: - Standard Webhooks

    private func examineWebhook(
        _ headers: CallbackHeaders, _ body: [UInt8], _ now: Timestamp, _ findings: inout Findings
    ) {
        let named = [
            ("webhook-id", headers.webhookID), ("webhook-timestamp", headers.webhookTimestamp),
            ("webhook-signature", headers.webhookSignature),
        ]
        let missing = named.filter { $0.1?.isEmpty != false }.map(\.0)
        guard missing.isEmpty, let id = headers.webhookID, let timestamp = headers.webhookTimestamp,
            let signatures = headers.webhookSignature
        else {
            let isExpected = !webhookKeys.isEmpty && (headers.webhookSignature != nil || tokenKeys.isEmpty)
            let what = missing.joined(separator: ", ")
            return findings.note(
                "webhook-signature", isExpected ? .bad : .open,
                "Missing: \(what). A proxy may have dropped what it does not know.")
        }
        guard let seconds = Int64(timestamp) else {
            return findings.note("webhook-timestamp", .bad, "It is not a number of whole seconds.")
        }
        let given = signatures.split(separator: " ").filter { $0.hasPrefix("v1,") }.map { String($0.dropFirst(3)) }
        guard !given.isEmpty else {
            return findings.note("webhook-signature", .bad, "It has no signature of version v1.")
        }
        func fits(_ bytes: [UInt8]) -> Bool {
            webhookKeys.contains { key in
                let expected = WebhookText.signature(id: id, timestamp: timestamp, body: bytes, key: key)
                return given.prefix(16).contains { Encoding.constantTimeEqual($0, expected) }
            }
        }
        let isGood = fits(body)
        if webhookKeys.isEmpty {
            findings.note("webhook-signature", .open, "Not checked: the webhook secret is not known here.")
        } else if isGood {
            let count = given.count == 1 ? "It fits" : "One of \(given.count) fits"
            findings.note("webhook-signature", .good, "\(count) the webhook secret over id, timestamp and body.")
        } else if let change = BodyVariant.all(of: body).first(where: { fits($0.bytes) }) {
            findings.note(
                "webhook-signature", .bad, "It was made for another spelling of the body. \(change.explanation)")
        } else {
            findings.note("webhook-signature", .bad, Self.misfit(isBodyWhole: findings.isBodyWhole))
        }
        let isTimely = examineAge(Double(seconds), "webhook-timestamp", now, &findings)
        if isGood, isTimely { findings.proofs += 1 }
    }

    private static func misfit(isBodyWhole: Bool?) -> String {
        switch isBodyWhole {
        case true?:
            "It does not fit, though payload_hash shows the body whole: the sender uses another webhook secret, or "
                + "webhook-id or webhook-timestamp was changed."
        case false?: "It does not fit: the body was changed, as payload_hash shows too."
        case nil:
            "It does not fit: the sender uses another webhook secret, or id, timestamp or body were changed."
        }
    }

    private func examineAge(
        _ seconds: Double, _ field: String, _ now: Timestamp, _ findings: inout Findings
    ) -> Bool {
        let limit = Double(tolerance.wholeMilliseconds) / 1000
        let age = Double(now.seconds) - seconds
        guard age.isFinite, abs(age) < 1e12 else {
            findings.note(field, .bad, "It is no time.")
            return false
        }
        guard abs(age) > limit else {
            findings.note(field, .good, "\(Int(abs(age))) s from the time of the check; \(Int(limit)) s are allowed.")
            return true
        }
        let side = age > 0 ? "old" : "ahead"
        findings.note(
            field, .bad,
            "It is \(Int(abs(age))) s \(side); \(Int(limit)) s are allowed. Check within that time, deliver it anew, "
                + "or set the clocks of both machines.")
        return false
    }
}
