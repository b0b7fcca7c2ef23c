import FoundationEssentials
public import Meetings
import MeetingsStorage

extension ApplicationFactory {
    /// How long the secrets before new ones are used beside them, unless somebody says otherwise.
    public static let rotationWindow = Duration.seconds(24 * 3600)

    /// Gives an application new secrets for its callbacks, whether a server runs on the data folder or not: the server
    /// reads them with every callback.
    ///
    /// Until the window is over, callbacks are signed so that a receiver accepts them with the old secrets as well as
    /// with both; 0 ends the old ones at once. Throws `ServerError` for an unknown application, and while the window of
    /// the last change is open, unless the old secrets are to end at once: a receiver may know only those before.
    public static func rotateSecrets(
        of id: ApplicationID, keep window: Duration = rotationWindow, dataFolder: String, clock: any WallClock,
        identifiers: IdentifierSource = .random
    ) async throws -> RotatedSecrets {
        let storage = try Storage.open(folder: dataFolder)
        let result: Result<RotatedSecrets, any Error>
        do {
            result = .success(try await rotateSecrets(of: id, keep: window, storage, clock, identifiers))
        } catch {
            result = .failure(error)
        }
        await storage.close()
        return try result.get()
    }

    static func rotateSecrets(
        of id: ApplicationID, keep window: Duration, _ storage: Storage, _ clock: any WallClock,
        _ identifiers: IdentifierSource
    ) async throws -> RotatedSecrets {
        let now = clock.now
        let new = RotatedSecrets(
            applicationID: id, signatureSecret: identifiers.secret(), webhookSecret: webhookSecret(identifiers),
            previousUntil: window > .zero ? now + window : nil)
        try await storage.write { transaction in
            guard var application = try transaction.application(id) else {
                throw ServerError(
                    .unknownApplication,
                    "There is no application \(id.rawValue.scrubbed(limit: 80)) in this data folder: look at the list of applications."
                )
            }
            if let until = application.previousSecretsUntil, now < until, new.previousUntil != nil {
                throw ServerError(
                    .secretsChanging,
                    """
                    The secrets were changed already, and the ones before are used until \(until.iso8601). Change them \
                    again after that, or end the old ones at once (0 hours).
                    """)
            }
            let isKept = new.previousUntil != nil
            application.previousSignatureSecret = isKept ? application.signatureSecret : nil
            application.previousWebhookSecret = isKept ? application.webhookSecret : nil
            application.previousSecretsUntil = new.previousUntil
            application.signatureSecret = new.signatureSecret
            application.webhookSecret = new.webhookSecret
            try transaction.update(application)
        }
        return new
    }

    /// A new secret for Standard Webhooks.
    static func webhookSecret(_ identifiers: IdentifierSource) -> String {
        "whsec_" + Data(identifiers.secret().utf8).base64EncodedString()
    }
}

/// The new secrets of an application, told once.
public struct RotatedSecrets: Hashable, Sendable {
    public var applicationID: ApplicationID
    /// Signs callbacks as JWT with HS256, once the old one ends.
    public var signatureSecret: String
    /// Signs callbacks by Standard Webhooks: `whsec_` and base64.
    public var webhookSecret: String
    /// Until when callbacks are signed with the old secrets too; nil when those ended at once.
    public var previousUntil: Timestamp?
}
