import Meetings
import MeetingsCallbacks
import Testing

/// What the tests of this module sign with.
enum Signer {
    static let signatureSecret = "signature secret"
    static let webhookSecretText = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    static let body = Array(#"{"event":"recording:started","recording_id":"r1","session_id":"s1"}"#.utf8)
    static let now = Timestamp(milliseconds: 1_930_000_000_000)

    static func headers(
        body: [UInt8] = body, now: Timestamp = now, id: String = "msg_1", tokenID: String = "t-1",
        signatureSecret: String = signatureSecret, webhookSecret: String = webhookSecretText
    ) throws -> CallbackHeaders {
        CallbackHeaders(
            CallbackSignature.headers(
                apiKey: "key1", applicationID: ApplicationID("app1"), signatureSecret: signatureSecret,
                webhookSecret: try WebhookSecret(webhookSecret), webhookID: id, body: body, now: now,
                tokenID: tokenID))
    }

    static func verifier(
        apiKey: String? = nil, applicationID: ApplicationID? = nil
    ) throws -> CallbackVerifier {
        try CallbackVerifier(
            signatureSecrets: [signatureSecret], webhookSecrets: [WebhookSecret(webhookSecretText)], apiKey: apiKey,
            applicationID: applicationID)
    }
}

@Suite("Callback signatures")
struct CallbackSignatureTests {
    @Test("are the ones that an independent implementation makes")
    func vector() throws {
        let headers = try Signer.headers()
        #expect(headers.webhookID == "msg_1")
        #expect(headers.webhookTimestamp == "1930000000")
        #expect(headers.webhookSignature == "v1,cYuEMbd59grJWysGHkj85v7ZclnzfkGaibQ9L+U89HM=")
        let claims =
            "eyJpYXQiOjE5MzAwMDAwMDAsImp0aSI6InQtMSIsImlzcyI6IlZvbmFnZSIsInBheWxvYWRfaGFzaCI6ImVjNDdhNWY4MTZkMTg1Ym"
            + "VjZDQwOTNmNzRmNDZlZGIxYmZkYzRiY2VmYzI0NzQ1MzgxYjk0M2Y3YmU1ZjY0NTciLCJhcGlfa2V5Ijoia2V5MSIsImFwcGxpY2F0"
            + "aW9uX2lkIjoiYXBwMSJ9"
        #expect(
            headers.authorization == "Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.\(claims)."
                + "J21AktyT7DoFrvY1yHHRcaxekxAx8Q6rXM83JrzLZ9Y")
    }

    @Test("fit the example of the Standard Webhooks libraries")
    func publishedExample() throws {
        let body = Array(#"{"test": 2432232314}"#.utf8)
        let then = Timestamp(milliseconds: 1_614_265_330_000)
        let headers = try Signer.headers(body: body, now: then, id: "msg_p5jXN8AQM9LWM0D4loKWxJek")
        #expect(headers.webhookSignature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test("prove the id and the token when nothing was changed")
    func roundTrip() throws {
        let proof = try Signer.verifier().verify(Signer.headers(), body: Signer.body, now: Signer.now)
        #expect(proof == CallbackProof(webhookID: "msg_1", tokenID: "t-1"))
    }

    @Test("survive quotes and control characters in keys and ids")
    func escaping() throws {
        let signature = CallbackSignature(
            apiKey: "a\"b\\c\n", applicationID: ApplicationID("é\u{1}"), signatureSecret: Signer.signatureSecret,
            webhookSecret: try WebhookSecret(Signer.webhookSecretText))
        let headers = CallbackHeaders(
            signature.headers(webhookID: "m", body: Signer.body, now: Signer.now, tokenID: "\"t\""))
        let verifier = try Signer.verifier(apiKey: "a\"b\\c\n", applicationID: ApplicationID("é\u{1}"))
        #expect(try verifier.verify(headers, body: Signer.body, now: Signer.now).tokenID == "\"t\"")
    }

    @Test("need only one of both", arguments: [true, false])
    func either(keepsToken: Bool) throws {
        var headers = try Signer.headers()
        if keepsToken { headers.webhookSignature = nil } else { headers.authorization = nil }
        let proof = try Signer.verifier().verify(headers, body: Signer.body, now: Signer.now)
        #expect((proof.tokenID != nil) == keepsToken && (proof.webhookID != nil) == !keepsToken)
    }

    @Test("made with the old or the new secret are good while secrets are changed")
    func rotation() throws {
        let newWebhookSecret = try #require(WebhookSecret(randomBytes: Array(1...32)))
        let verifier = try CallbackVerifier(
            signatureSecrets: ["next", Signer.signatureSecret],
            webhookSecrets: [newWebhookSecret, WebhookSecret(Signer.webhookSecretText)])
        let old = try Signer.headers()
        let new = try Signer.headers(signatureSecret: "next", webhookSecret: newWebhookSecret.text)
        for headers in [old, new] {
            #expect(try verifier.verify(headers, body: Signer.body, now: Signer.now).webhookID == "msg_1")
        }
        var both = new
        both.webhookSignature = "v1a,zzz v1,AAAA \(new.webhookSignature ?? "") v2,x"
        #expect(try verifier.verify(both, body: Signer.body, now: Signer.now).webhookID == "msg_1")
    }

    @Test(
        "secrets that are none are refused", arguments: ["", "whsec_", "whsec_AAAA", "MfKQ9r8GKYqrTwjUPD8I", "whsec_*"])
    func badSecret(text: String) {
        #expect(throws: CallbackError.self) { try WebhookSecret(text) }
    }

    @Test("secrets never show in descriptions")
    func secretIsHidden() throws {
        let secret = try WebhookSecret(Signer.webhookSecretText)
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), dumped] { #expect(!text.contains("MfKQ")) }
    }

    @Test("a verifier without secrets cannot be made")
    func noSecrets() {
        #expect(throws: CallbackError.self) { try CallbackVerifier(signatureSecrets: [""]) }
    }
}
