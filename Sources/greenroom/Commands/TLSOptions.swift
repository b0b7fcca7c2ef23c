import ArgumentParser
import MeetingsServer

/// The flags by which `serve` is given a certificate.
struct TLSOptions: ParsableArguments, Sendable {
    /// What the server can make for itself.
    enum Own: String, ExpressibleByArgument, CaseIterable { case selfSigned = "self-signed" }

    @Option(
        help: ArgumentHelp(
            "Speak TLS with a certificate made by this server and kept in keys/tls.pem of the data folder; "
                + "clients must be told to trust it.", valueName: "self-signed"))
    var tls: Own?

    @Option(
        name: .customLong("tls-certificate"),
        help: ArgumentHelp(
            "Speak TLS with this certificate chain (PEM, the server's own certificate first). Read again when it "
                + "changes, and on SIGHUP.", valueName: "file"))
    var certificate: String?

    @Option(
        name: .customLong("tls-key"),
        help: ArgumentHelp("The private key of that certificate (PEM).", valueName: "file"))
    var key: String?

    func validate() throws {
        guard (certificate == nil) == (key == nil) else {
            throw ValidationError("--tls-certificate and --tls-key belong together: give both.")
        }
        guard tls == nil || certificate == nil else {
            throw ValidationError("--tls self-signed makes a certificate: leave out --tls-certificate and --tls-key.")
        }
    }

    /// Nil means plain HTTP.
    var setting: TLSSetting? {
        if let certificate, let key { return .files(certificate: certificate.absolutePath, key: key.absolutePath) }
        return tls == nil ? nil : .selfSigned
    }
}
