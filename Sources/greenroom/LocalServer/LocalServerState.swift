import FoundationEssentials

/// How a ready local server says where it is: a small JSON file, written by it alone.
struct LocalServerState: Hashable, Sendable, Codable {
    var pid: Int32
    var url: String
    var applicationID: String
    var privateKeyPath: String

    enum CodingKeys: String, CodingKey {
        case pid, url
        case applicationID = "application_id"
        case privateKeyPath = "private_key"
    }

    /// The state in `file`, or nil when there is none that can be read.
    static func read(_ file: String) -> LocalServerState? {
        guard let data = FileManager.default.contents(atPath: file) else { return nil }
        return try? JSONDecoder().decode(LocalServerState.self, from: data)
    }

    /// Replaces `file` in one step, readable by its owner only.
    func write(_ file: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(self)
        try PrivateFile.replace(file, with: data)
    }
}
