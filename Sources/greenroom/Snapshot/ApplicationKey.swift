/// Whose rooms a file is about: one application on one server.
struct ApplicationKey: Hashable, Sendable {
    private let text: String

    /// The application of a connection; nil for the local server, wherever that listens.
    init(_ connection: Connection?) {
        text = connection.map { "\($0.server)\n\($0.applicationID)" } ?? "local"
    }

    /// The rooms of a recorded file.
    init(recorded path: String) { text = "recorded \(path)" }

    /// A part of the names of files.
    var fileName: String {
        // FNV-1a: any two servers have different names, and no name says which server it is.
        let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }
}
