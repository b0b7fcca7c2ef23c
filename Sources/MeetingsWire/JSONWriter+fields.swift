public import Meetings

/// A key and its value in one call; nil is written as `null`.
extension JSONWriter {
    /// A key and a text, escaped.
    public mutating func field(_ key: StaticString, _ text: String?) {
        self.key(key)
        if let text { string(text) } else { null() }
    }

    /// A key and `true` or `false`.
    public mutating func field(_ key: StaticString, _ value: Bool) {
        self.key(key)
        bool(value)
    }

    /// A key and a whole number.
    public mutating func field(_ key: StaticString, _ value: Int) {
        self.key(key)
        integer(Int64(value))
    }

    /// A key and a whole number.
    public mutating func field(_ key: StaticString, _ value: Int64) {
        self.key(key)
        integer(value)
    }

    /// A key and a number, as `number` writes it.
    public mutating func field(_ key: StaticString, _ value: Double) {
        self.key(key)
        number(value)
    }

    /// A key and an instant in the API's one form.
    public mutating func field(_ key: StaticString, _ time: Timestamp?) {
        self.key(key)
        if let time { timestamp(time) } else { null() }
    }

    /// Writes a key and an object whose members `body` writes.
    public mutating func object(_ key: StaticString, _ body: (inout JSONWriter) -> Void) {
        self.key(key)
        object(body)
    }

    /// Writes a key and an array whose elements `body` writes.
    public mutating func array(_ key: StaticString, _ body: (inout JSONWriter) -> Void) {
        self.key(key)
        array(body)
    }

    /// Writes `"key":{"href":…}`, as links are written; nothing at all when there is no link.
    public mutating func link(_ key: StaticString, _ href: String?) {
        guard let href else { return }
        object(key) { $0.field("href", href) }
    }
}
