import FoundationEssentials

/// The shared secret of Standard Webhooks signatures: `whsec_` and the base64 of 24 to 64 bytes.
public struct WebhookSecret: Hashable, Sendable {
    /// The key of the HMAC.
    let bytes: [UInt8]

    /// Reads a secret as it is written in configuration. Throws when the text is no such secret.
    public init(_ text: String) throws(CallbackError) {
        let prefix = "whsec_"
        guard text.hasPrefix(prefix) else {
            throw CallbackError(
                .badSecret, "The webhook secret does not start with \"whsec_\". Copy it again, whole, from the sender.")
        }
        guard let data = Data(base64Encoded: String(text.dropFirst(prefix.count))), (24...64).contains(data.count)
        else {
            throw CallbackError(
                .badSecret,
                "The webhook secret is not \"whsec_\" followed by the base64 of 24 to 64 bytes. "
                    + "Copy it again, whole, from the sender.")
        }
        bytes = [UInt8](data)
    }

    /// A secret made of random bytes that the caller drew; nil unless there are 24 to 64 of them.
    public init?(randomBytes: [UInt8]) {
        guard (24...64).contains(randomBytes.count) else { return nil }
        bytes = randomBytes
    }

    /// The secret as configuration spells it. Whoever reads it can forge callbacks.
    public var text: String { "whsec_" + Data(bytes).base64EncodedString() }
}

extension WebhookSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Never the secret, so that no log line or dump shows it.
    public var description: String { "whsec_…" }
    /// The same as `description`.
    public var debugDescription: String { description }
    /// Nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
