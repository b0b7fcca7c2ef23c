/// Where the certificate of a server that speaks TLS comes from.
public enum TLSSetting: Hashable, Sendable {
    /// PEM files: the chain with the server's own certificate first, and the private key of that one.
    case files(certificate: String, key: String)
    /// Made by the server itself and kept in `keys/` of the data folder. Clients must be told to trust it.
    case selfSigned
}
