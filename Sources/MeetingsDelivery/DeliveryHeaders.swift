public import Meetings
internal import MeetingsCallbacks
public import MeetingsStorage

/// Signs one attempt: the application whose secrets sign, the callback, and the time of the attempt. Returns header
/// fields; throws when the application's secrets cannot be used.
public typealias DeliverySigning =
    @Sendable (StoredApplication, StoredDelivery, Timestamp) throws -> [(name: String, value: String)]

extension MeetingsDelivery {
    /// Signs both ways, as the retired service did and by Standard Webhooks. `tokenID` gives a fresh `jti` for each
    /// attempt.
    ///
    /// While secrets are being changed, the webhook signature is made with the new and the old one, and the JWT, which
    /// has room for one, with the old: a receiver that knows only one of them, or both, accepts the callback.
    public static func signing(tokenID: @escaping @Sendable () -> String) -> DeliverySigning {
        { application, delivery, now in
            let isChanging = application.previousSecretsUntil.map { now < $0 } ?? false
            let previous = isChanging ? application.previousWebhookSecret : nil
            let secrets = try ([application.webhookSecret] + [previous].compactMap(\.self)).map {
                try WebhookSecret($0)
            }
            let signature = CallbackSignature(
                apiKey: application.apiKey, applicationID: application.id,
                signatureSecret: (isChanging ? application.previousSignatureSecret : nil)
                    ?? application.signatureSecret,
                webhookSecrets: secrets)
            return signature.headers(webhookID: delivery.webhookID, body: delivery.body, now: now, tokenID: tokenID())
        }
    }
}

extension StoredDelivery {
    /// The header fields of every attempt, without the signatures.
    var fixedHeaders: [(name: String, value: String)] {
        var headers = [
            (name: "Content-Type", value: "application/json"), (name: "User-Agent", value: "greenroom"),
            (name: MeetingsCallbacks.sequenceHeader, value: String(sequence)),
            (name: MeetingsCallbacks.timeHeader, value: eventAt.iso8601),
        ]
        if let metadata { headers.append((MeetingsDelivery.metadataHeader, PercentEncoding.encode(metadata))) }
        if !gap.isEmpty { headers.append((MeetingsDelivery.gapHeader, gap.map(String.init).joined(separator: ","))) }
        return headers
    }
}
