public import Meetings

/// A tenant: whoever holds its private key owns its rooms, themes and events.
public struct StoredApplication: Hashable, Sendable, CustomStringConvertible {
    public var id: ApplicationID
    /// What the operator calls it.
    public var name: String
    /// Names the account in callback signatures (`api_key`); no secret.
    public var apiKey: String
    /// The key that its tokens are checked with, as PEM (RFC 7468).
    public var publicKey: String
    /// A secret: signs callbacks as the API does (JWT, HS256).
    public var signatureSecret: String
    /// A secret: signs callbacks by Standard Webhooks.
    public var webhookSecret: String
    /// The theme of rooms that name none.
    public var defaultThemeID: ThemeID?
    /// Where callbacks go when the room names no URL of its own.
    public var callbackURLs: CallbackURLs
    public var createdAt: Timestamp
    /// A secret: the signature secret before this one, which receivers may still have; nil when none was replaced.
    public var previousSignatureSecret: String?
    /// A secret: the webhook secret before this one, which receivers may still have; nil when none was replaced.
    public var previousWebhookSecret: String?
    /// Until when the previous secrets are used beside the present ones.
    public var previousSecretsUntil: Timestamp?

    public init(
        id: ApplicationID, name: String, apiKey: String, publicKey: String, signatureSecret: String,
        webhookSecret: String, defaultThemeID: ThemeID? = nil,
        callbackURLs: CallbackURLs = CallbackURLs(),
        createdAt: Timestamp, previousSignatureSecret: String? = nil, previousWebhookSecret: String? = nil,
        previousSecretsUntil: Timestamp? = nil
    ) {
        self.id = id
        self.name = name
        self.apiKey = apiKey
        self.publicKey = publicKey
        self.signatureSecret = signatureSecret
        self.webhookSecret = webhookSecret
        self.defaultThemeID = defaultThemeID
        self.callbackURLs = callbackURLs
        self.createdAt = createdAt
        self.previousSignatureSecret = previousSignatureSecret
        self.previousWebhookSecret = previousWebhookSecret
        self.previousSecretsUntil = previousSecretsUntil
    }

    /// Its name and id only: text that reaches a log by accident holds no secret.
    public var description: String { "application \(id) (\(name.scrubbed()))" }
}
