import Meetings
import NIOSSL

/// A certificate chain and its private key, read and found fit to serve with.
struct TLSIdentity {
    /// When the server's own certificate ends.
    let end: Timestamp
    let context: NIOSSLContext

    /// Reads both PEM files. Throws one sentence when either cannot be used at `now`, or they do not belong together.
    init(certificate: String, key: String, now: Timestamp) throws(ServerError) {
        let chain = try Self.chain(certificate)
        guard let own = chain.first else { throw .certificate("\(certificate) holds no certificate in PEM form.") }
        let start = Timestamp(milliseconds: Int64(own.notValidBefore) * 1000)
        end = Timestamp(milliseconds: Int64(own.notValidAfter) * 1000)
        guard now < end else {
            throw .certificate("The certificate in \(certificate) expired at \(end.iso8601). Renew it.")
        }
        guard start <= now else {
            throw .certificate(
                "The certificate in \(certificate) is not valid before \(start.iso8601). Check this machine's clock.")
        }
        let privateKey = try Self.key(key)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(privateKey))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        do {
            context = try NIOSSLContext(configuration: configuration)
        } catch {
            throw .certificate(
                "The key in \(key) does not belong to the first certificate in \(certificate). "
                    + "Name the key of that certificate, and let the server's own certificate stand first.")
        }
    }

    private static func chain(_ path: String) throws(ServerError) -> [NIOSSLCertificate] {
        let bytes = try content(path, what: "certificate")
        do {
            return try NIOSSLCertificate.fromPEMBytes(bytes)
        } catch {
            throw .certificate("\(path) holds no certificate in PEM form.")
        }
    }

    private static func key(_ path: String) throws(ServerError) -> NIOSSLPrivateKey {
        let bytes = try content(path, what: "private key")
        do {
            return try NIOSSLPrivateKey(bytes: bytes, format: .pem)
        } catch {
            throw .certificate("\(path) holds no private key in PEM form that can be read without a passphrase.")
        }
    }

    private static func content(_ path: String, what: String) throws(ServerError) -> [UInt8] {
        guard let bytes = try PrivateFile.read(path) else {
            throw .certificate("The \(what) file \(path) does not exist.")
        }
        return bytes
    }
}
