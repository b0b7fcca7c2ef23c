import FoundationEssentials
import JWTKit
public import Meetings

/// An application and the private key that proves it.
public struct Credentials: Sendable {
    public let applicationID: ApplicationID
    let key: Insecure.RSA.PrivateKey

    /// Reads the key from text in PEM form. `origin` names it in messages. Throws a sentence when it is no RSA private
    /// key of at least 2048 bits, or is locked with a passphrase.
    public init(
        applicationID: ApplicationID, privateKeyPEM pem: String, origin: String = "The private key"
    ) throws(ClientError) {
        try PEMText.check(pem, origin: origin)
        self.applicationID = applicationID
        do {
            key = try Insecure.RSA.PrivateKey(pem: pem)
        } catch let error {
            // The error type of JWTKit is not public; its name of the case is all there is.
            let tooSmall = "\(error)".contains("keySizeTooSmall")
            throw ClientError(
                .badKey,
                tooSmall
                    ? "\(origin) is an RSA key of less than 2048 bits, which is too weak. Make a new one."
                    : "\(origin) is damaged: it has the frame of a private key, but no RSA key in it. Fetch it again.",
                cause: error)
        }
    }

    /// Reads the key from a file, which blocks for the time of one small read. Throws as the other initialiser does,
    /// and when the file cannot be read.
    public init(applicationID: ApplicationID, privateKeyFile path: String) throws(ClientError) {
        let shown = path.scrubbed()
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch let error {
            throw ClientError(.badKey, Self.sentence(for: error, path: shown), cause: error)
        }
        guard data.count <= 1 << 16 else {
            throw ClientError(.badKey, "\(shown) is too large for a private key. Name the file that holds the key.")
        }
        try self.init(
            applicationID: applicationID, privateKeyPEM: String(decoding: data, as: UTF8.self), origin: shown)
    }

    private static func sentence(for error: any Error, path: String) -> String {
        switch (error as? CocoaError)?.code {
        case CocoaError.fileReadNoSuchFile, CocoaError.fileNoSuchFile:
            "There is no file \(path). Name the file that holds the private key of the application."
        case CocoaError.fileReadNoPermission:
            "\(path) may not be read by this user. Change its owner, or run as the user it belongs to."
        default:
            "\(path) cannot be read. Name the file that holds the private key of the application."
        }
    }
}

extension Credentials: CustomStringConvertible, CustomReflectable {
    /// The application only: never the key.
    public var description: String { "application \(applicationID)" }
    /// Nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Tells the kinds of PEM text apart by their frames, so that each wrong one gets its own sentence.
enum PEMText {
    /// Throws when the text is plainly not an unlocked RSA private key.
    static func check(_ text: String, origin: String) throws(ClientError) {
        func has(_ label: String) -> Bool { text.contains("-----BEGIN \(label)-----") }
        let fault: String? =
            if !text.contains("-----BEGIN ") {
                "is not in PEM form. It must begin with -----BEGIN PRIVATE KEY-----."
            } else if has("ENCRYPTED PRIVATE KEY") || text.contains("Proc-Type: 4,ENCRYPTED") {
                "is locked with a passphrase. Unlock it with: openssl pkey -in FILE -out NEWFILE"
            } else if has("PUBLIC KEY") || has("RSA PUBLIC KEY") {
                "is a public key. Signing needs the private key that belongs to it."
            } else if has("CERTIFICATE") && !has("PRIVATE KEY") && !has("RSA PRIVATE KEY") {
                "is a certificate. Signing needs the private key of the application."
            } else if has("OPENSSH PRIVATE KEY") {
                "is a key for SSH. Signing needs the private key of the application."
            } else if has("EC PRIVATE KEY") {
                "is an elliptic-curve key. The API takes RSA keys only."
            } else if !has("PRIVATE KEY") && !has("RSA PRIVATE KEY") {
                "holds no private key. Name the private key of the application."
            } else {
                nil
            }
        if let fault { throw ClientError(.badKey, "\(origin) \(fault)") }
    }
}
