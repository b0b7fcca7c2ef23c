import CryptoExtras
public import Meetings
import MeetingsStorage

/// Makes applications: the tenants, each with its key and its secrets.
public enum ApplicationFactory {
    /// Makes an application in a data folder, whether a server runs on it or not: the server looks up an application
    /// that it does not know.
    ///
    /// The private key is written before the application is stored, so that one that exists can always be used.
    public static func create(
        name: String, callbackURLs: CallbackURLs = CallbackURLs(), dataFolder: String, clock: any WallClock,
        identifiers: IdentifierSource = .random
    ) async throws -> CreatedApplication {
        try FieldRules.text(name, field: "name", atMost: 200)
        try callbackURLs.validate()
        let storage = try Storage.open(folder: dataFolder)
        do {
            let created = try await create(name: name, callbackURLs, dataFolder, storage, clock, identifiers)
            await storage.close()
            return created
        } catch {
            await storage.close()
            throw error
        }
    }

    private static func create(
        name: String, _ callbackURLs: CallbackURLs, _ folder: String, _ storage: Storage, _ clock: any WallClock,
        _ identifiers: IdentifierSource
    ) async throws -> CreatedApplication {
        let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let created = CreatedApplication(
            applicationID: ApplicationID(identifiers.uuid()), privateKeyPath: "",
            apiKey: String(identifiers.secret().prefix(8)),
            signatureSecret: identifiers.secret(),
            webhookSecret: webhookSecret(identifiers))
        let path = "\(folder)/keys/\(created.applicationID).pem"
        try PrivateFile.write(Array((key.pkcs8PEMRepresentation + "\n").utf8), to: path)
        let application = StoredApplication(
            id: created.applicationID, name: name, apiKey: created.apiKey,
            publicKey: key.publicKey.pemRepresentation, signatureSecret: created.signatureSecret,
            webhookSecret: created.webhookSecret, callbackURLs: callbackURLs, createdAt: clock.now)
        try await storage.write { try $0.insert(application) }
        return created.at(path: path)
    }
}

/// What the maker of an application is told, once.
public struct CreatedApplication: Hashable, Sendable {
    public var applicationID: ApplicationID
    /// The file with the RSA private key (PKCS #8, PEM), readable by its owner only.
    public var privateKeyPath: String
    /// The account's name in callbacks and themes.
    public var apiKey: String
    /// Signs callbacks as JWT with HS256.
    public var signatureSecret: String
    /// Signs callbacks by Standard Webhooks: `whsec_` and base64.
    public var webhookSecret: String

    func at(path: String) -> CreatedApplication {
        var created = self
        created.privateKeyPath = path
        return created
    }
}
