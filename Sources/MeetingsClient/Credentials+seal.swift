import FoundationEssentials
import JWTKit
public import Meetings

/// What an application signs to vouch for a file: how many lines it has, and the digest that they come to.
public struct FileSeal: Hashable, Sendable {
    public var applicationID: ApplicationID
    public var lines: Int
    /// The last link of the chain of SHA-256 digests, in hexadecimal.
    public var digest: String
    public var at: Timestamp

    public init(applicationID: ApplicationID, lines: Int, digest: String, at: Timestamp) {
        self.applicationID = applicationID
        self.lines = lines
        self.digest = digest
        self.at = at
    }

    /// The seal in a compact JWS (RFC 7515), when it was signed with the private key of a public key in PEM form. Nil
    /// when it was not, or is none.
    public static func read(_ signed: String, publicKeyPEM: String) async -> FileSeal? {
        guard isCanonical(signed), let key = try? Insecure.RSA.PublicKey(pem: publicKeyPEM) else { return nil }
        let keys = JWTKeyCollection()
        await keys.add(rsa: key, digestAlgorithm: .sha256)
        guard let claims = try? await keys.verify(signed, as: Claims.self) else { return nil }
        return FileSeal(
            applicationID: ApplicationID(claims.applicationID), lines: claims.lines, digest: claims.digest,
            at: Timestamp(milliseconds: claims.issuedAt * 1000))
    }

    /// False where the last letter of a part has bits that mean nothing: another letter there would pass as well.
    private static func isCanonical(_ signed: String) -> Bool {
        let parts = signed.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 3
            && parts.allSatisfy { part in
                let base64 = String(part.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
                let padded = base64 + String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
                return Data(base64Encoded: padded)?.base64EncodedString() == padded
            }
    }

    /// `purpose` keeps a seal from passing for the token of a request, and the other way round.
    fileprivate struct Claims: JWTPayload {
        var purpose = "greenroom-evidence"
        var applicationID: String
        var lines: Int
        var digest: String
        var issuedAt: Int64

        enum CodingKeys: String, CodingKey {
            case purpose
            case applicationID = "sealed_by"
            case lines
            case digest = "sha256"
            case issuedAt = "iat"
        }

        func verify(using algorithm: some JWTAlgorithm) async throws {
            guard purpose == "greenroom-evidence" else {
                throw JWTError.claimVerificationFailure(failedClaim: nil, reason: "not a seal")
            }
        }
    }
}

extension Credentials {
    /// The public half of the key, PEM.
    public var publicKeyPEM: String {
        key.publicKey.pemRepresentation
    }

    /// Signs a seal with RS256, as the tokens of requests are signed.
    public func sign(_ seal: FileSeal) async throws -> String {
        let keys = JWTKeyCollection()
        await keys.add(rsa: key, digestAlgorithm: .sha256)
        return try await keys.sign(
            FileSeal.Claims(
                applicationID: seal.applicationID.rawValue, lines: seal.lines, digest: seal.digest,
                issuedAt: seal.at.seconds))
    }
}
