/// One field of a request's or answer's head.
public struct HeaderField: Hashable, Sendable {
    /// Its name as it was written; names are compared without case.
    public var name: String
    /// Its value.
    public var value: String

    /// A field with this name and value.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
