import FoundationEssentials

/// The escape sequence that asks a terminal to set its clipboard (xterm control sequences, OSC 52).
enum ClipboardSequence {
    /// The longest payload that terminals in use take, in bytes of base64.
    static let limit = 74_000

    /// The bytes for `text`, or nil when it is too long. The payload is base64: no byte of the text is sent as it is.
    static func bytes(for text: String) -> [UInt8]? {
        let payload = Data(text.utf8).base64EncodedString()
        guard payload.utf8.count <= limit else { return nil }
        return Array("\u{1B}]52;c;\(payload)\u{07}".utf8)
    }
}
