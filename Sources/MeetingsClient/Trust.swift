import FoundationEssentials
import Meetings
import NIOSSL

/// Which certificates of servers a client believes.
public struct Trust: Sendable {
    let configuration: TLSConfiguration

    /// The certificate authorities of the machine.
    public static let system = Trust(configuration: .makeClientConfiguration())

    private init(configuration: TLSConfiguration) { self.configuration = configuration }

    /// Only the certificates in a PEM file: those of an authority, or the self-signed one of a server. Names are
    /// checked all the same. Reads the file; throws a sentence when it holds no certificate.
    public init(certificateFile path: String) throws(ClientError) {
        let shown = path.scrubbed()
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw ClientError(.tls, "\(shown) cannot be read. Name the PEM file of the certificate to trust.")
        }
        guard let certificates = try? NIOSSLCertificate.fromPEMBytes(Array(data)), !certificates.isEmpty else {
            throw ClientError(
                .tls, "\(shown) holds no certificate in PEM form. Name the file that begins with BEGIN CERTIFICATE.")
        }
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates(certificates)
        self.configuration = configuration
    }
}
