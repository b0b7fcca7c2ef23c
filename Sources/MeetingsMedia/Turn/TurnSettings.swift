/// How pages reach media from behind firewalls and NAT (RFC 8656).
public struct TurnSettings: Hashable, Sendable {
    /// Whose TURN server it is.
    public enum Source: Hashable, Sendable {
        /// None.
        case off
        /// Our own coturn, where it is installed and the server is reached from elsewhere.
        case own
        /// Another's, by its URLs. It knows the secret, which the credentials are made with.
        case external(urls: [String], secret: TurnSecret?)
    }

    public var source: Source
    /// The program of coturn; nil for the one that is installed.
    public var program: String?
    /// The port of our own, UDP and TCP.
    public var port: Int
    /// The UDP ports that our own relays through.
    public var relayPorts: ClosedRange<Int>

    public init(
        source: Source = .own, program: String? = nil, port: Int = 3478, relayPorts: ClosedRange<Int> = 25_000...26_999
    ) {
        self.source = source
        self.program = program
        self.port = port
        self.relayPorts = relayPorts
    }
}

/// What a TURN server and we share. It is never printed.
public struct TurnSecret: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    let text: String

    public init(_ text: String) { self.text = text }

    /// One that nobody can guess.
    public static func random() -> TurnSecret {
        TurnSecret((0..<4).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined())
    }

    public var description: String { "(secret)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
