import Meetings
import MeetingsCallbacks
import MeetingsDelivery
import MeetingsStorage
import Testing
import ValueSupport

@Suite("Callbacks while secrets are being changed")
struct RotationTests {
    private static let oldWebhook = "whsec_" + String(repeating: "QUJD", count: 10)
    private static let newWebhook = "whsec_" + String(repeating: "WFla", count: 10)

    /// What a receiver that knows some secrets says of a callback sent at an hour of the window.
    private func accepts(_ signature: [String], _ webhook: [String], hour: Int) async throws -> Bool {
        let post = try await Post()
        let window = noon + .seconds(24 * 3600)
        try await post.storage.write { transaction in
            guard var application = try transaction.application(acme) else { return }
            application.previousSignatureSecret = application.signatureSecret
            application.previousWebhookSecret = application.webhookSecret
            application.previousSecretsUntil = window
            application.signatureSecret = "new secret"
            application.webhookSecret = Self.newWebhook
            try transaction.update(application)
        }
        post.clock.advance(by: .seconds(hour * 3600))
        let transport = ScriptedTransport()
        try await post.append(room: 1, number: 7)
        try await post.sending(by: transport, sign: MeetingsDelivery.signing { "token-id" }) {
            try await until { try await post.count(.delivered) == 1 }
        }
        let request = try #require(transport.requests.first)
        let verifier = try CallbackVerifier(
            signatureSecrets: signature, webhookSecrets: try webhook.map { try WebhookSecret($0) })
        let signatures = try #require(request[header: "webhook-signature"])
        #expect(signatures.split(separator: " ").count == (hour < 24 ? 2 : 1))
        let proof = try? verifier.verify(CallbackHeaders(request.headers), body: request.body, now: post.clock.now)
        guard let proof else { return false }
        #expect((proof.webhookID != nil) == !webhook.isEmpty && (proof.tokenID != nil) == !signature.isEmpty)
        return true
    }

    @Test(
        "are accepted by receivers that know the old secrets, the new webhook secret, or all of them",
        arguments: [
            (["secret"], [oldWebhook]), (["secret"], []), ([], [oldWebhook]), ([], [newWebhook]),
            (["secret", "new secret"], [newWebhook, oldWebhook]), (["new secret", "secret"], [oldWebhook]),
        ] as [([String], [String])])
    func duringTheWindow(signature: [String], webhook: [String]) async throws {
        for hour in [0, 23] { #expect(try await accepts(signature, webhook, hour: hour)) }
    }

    @Test(
        "and afterwards only by those that know the new ones",
        arguments: [
            (["new secret"], [newWebhook], true), (["secret", "new secret"], [oldWebhook, newWebhook], true),
            (["secret"], [], false), ([], [oldWebhook], false), (["secret"], [oldWebhook], false),
        ] as [([String], [String], Bool)])
    func afterwards(signature: [String], webhook: [String], isAccepted: Bool) async throws {
        #expect(try await accepts(signature, webhook, hour: 24) == isAccepted)
    }
}
