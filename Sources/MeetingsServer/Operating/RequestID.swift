import HTTPTypes

/// The name of one request in answer and log: the client's own where it gave one.
enum RequestID {
    static let field = HTTPField.Name("X-Request-Id")

    private static let prefix = String(UInt32.random(in: .min ... .max), radix: 16)
    private static let count = Counter()

    /// The client's name for its request if it is harmless in a log, or else a new one.
    static func of(_ fields: HTTPFields) -> String {
        if let field, let given = fields[field], isHarmless(given) { return given }
        return "\(prefix)-\(count.increment())"
    }

    /// Up to 128 letters, digits and the marks that ids are written with.
    static func isHarmless(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122: true
                case 43, 45, 46, 47, 58, 61, 95: true
                default: false
                }
            }
    }
}
