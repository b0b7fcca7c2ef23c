import Crypto
import FoundationEssentials
import Meetings
import MeetingsDelivery
import SwiftASN1
import X509

/// The certificate that a server makes for itself: EC P-256, kept in `keys/` of the data folder.
///
/// It is no authority: whoever trusts it trusts this one server and nothing that is signed with its key.
struct SelfSignedCertificate: Sendable {
    let folder: String
    let names: CertificateNames

    /// As long as all platforms accept for a certificate that a user trusts by hand.
    static let life = Duration.seconds(825 * 86_400)
    /// How long before its end it is made anew.
    static let renewal = Duration.seconds(30 * 86_400)

    var certificatePath: String { MeetingsServer.certificatePath(in: folder) }
    var keyPath: String { "\(folder)/keys/tls.key" }

    /// Makes certificate and key where there are none that can still be used. The reason in words, or nil when those
    /// that stand are good.
    func renew(now: Timestamp) throws -> String? {
        guard let reason = try reasonToRenew(now: now) else { return nil }
        let key = P256.Signing.PrivateKey()
        let certificate = try make(key: Certificate.PrivateKey(key), now: now)
        // The key first: an interruption leaves a pair that does not match, which the next start replaces.
        try PrivateFile.replace(Array((key.pemRepresentation + "\n").utf8), at: keyPath)
        try PrivateFile.replace(Array((certificate.serializeAsPEM().pemString + "\n").utf8), at: certificatePath)
        return reason
    }

    private func reasonToRenew(now: Timestamp) throws -> String? {
        guard let bytes = try PrivateFile.read(certificatePath) else { return "there was none" }
        guard let identity = try? TLSIdentity(certificate: certificatePath, key: keyPath, now: now),
            let certificate = try? Certificate(pemEncoded: String(decoding: bytes, as: UTF8.self))
        else { return "the one there could not be used" }
        if identity.end - now < Self.renewal { return "the one there was near its end" }
        return names.all.isSubset(of: Self.names(in: certificate)) ? nil : "the server's names have changed"
    }

    private static func names(in certificate: Certificate) -> Set<String> {
        guard let list = try? certificate.extensions.subjectAlternativeNames else { return [] }
        return Set(
            list.compactMap { name in
                switch name {
                case .dnsName(let name): name
                case .ipAddress(let octets): IPAddress(bytes: Array(octets.bytes))?.description
                default: nil
                }
            })
    }

    private func make(key: Certificate.PrivateKey, now: Timestamp) throws -> Certificate {
        let subject = try DistinguishedName {
            CommonName("Greenroom")
        }
        let alternatives = names.sorted.map { name -> GeneralName in
            IPAddress(name).map { .ipAddress(ASN1OctetString(contentBytes: ArraySlice($0.bytes))) } ?? .dnsName(name)
        }
        // Without key usage: older verifiers take a trusted certificate that names its usages only when signing
        // certificates is among them, newer ones only when it is not.
        let extensions = try Certificate.Extensions {
            Critical(BasicConstraints.notCertificateAuthority)
            try ExtendedKeyUsage([.serverAuth])
            SubjectAlternativeNames(alternatives)
            SubjectKeyIdentifier(hash: key.publicKey)
        }
        let day = 86_400.0
        let start = Date(timeIntervalSince1970: Double(now.seconds))
        return try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.publicKey,
            // A client's clock may be behind.
            notValidBefore: start - day, notValidAfter: start + Double(Self.life.components.seconds) - day,
            issuer: subject, subject: subject, signatureAlgorithm: .ecdsaWithSHA256, extensions: extensions,
            issuerPrivateKey: key)
    }
}

extension MeetingsServer {
    /// Where a server keeps the certificate that it made itself: what clients are told to trust.
    public static func certificatePath(in dataFolder: String) -> String { "\(dataFolder)/keys/tls.pem" }
}
