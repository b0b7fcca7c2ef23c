/// Why bytes could not be read as what they were meant to be.
public struct WireError: Error, Hashable, Sendable {
    public var code: Code
    /// One sentence for a person: the field or the byte, and what was expected there.
    public var message: String

    /// The closed set of reasons, fit for a metric label.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// Not JSON.
        case malformed
        /// JSON, but a field is missing or has the wrong type.
        case invalidField = "invalid_field"
        /// A callback whose event has no meaning here.
        case unknownEvent = "unknown_event"
    }

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension WireError: CustomStringConvertible {
    public var description: String { message }
}
