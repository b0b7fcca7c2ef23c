import Configuration
import FoundationEssentials
import Meetings
import Synchronization

/// The YAML file of profiles, read once. A file that is missing or holds only comments counts as empty.
struct ConfigurationFile: Sendable {
    let path: String
    /// Nil for an empty file.
    let provider: FileProvider<YAMLSnapshot>?
    /// Each value's key, its parts joined by dots.
    let keys: Set<String>

    /// The keys that a profile may have, below `profiles.NAME`.
    static let profileKeys = [
        "server", "application_id", "private_key", "ca_cert", "environment", "receiver.listen",
        "receiver.signature_secret", "receiver.webhook_secret",
    ]

    /// Throws one sentence when the file cannot be read, is no YAML, or has a key that means nothing.
    init(path: String) throws(CommandFailure) {
        self.path = path
        guard try ConfigurationFile.hasContent(path) else {
            (provider, keys) = (nil, [])
            return
        }
        (provider, keys) = try ConfigurationFile.parse(path)
        if let unknown = keys.filter({ $0 != "profile" && ConfigurationFile.profileName(of: $0) == nil }).min() {
            throw CommandFailure(
                "\(path): `\(unknown)` is not a known key. Known are `profile`, and below `profiles.NAME`: "
                    + ConfigurationFile.profileKeys.map { "`\($0)`" }.joined(separator: ", ") + ".")
        }
    }

    /// The names of the profiles, sorted.
    var profileNames: [String] { Set(keys.compactMap(ConfigurationFile.profileName)).sorted() }

    /// The profile that a key belongs to. A name may hold dots, so it is what the known ends leave over.
    private static func profileName(of key: String) -> String? {
        guard key.hasPrefix("profiles.") else { return nil }
        let rest = key.dropFirst("profiles.".count)
        let names = profileKeys.compactMap { rest.hasSuffix("." + $0) ? rest.dropLast($0.count + 1) : nil }
        return names.first { !$0.isEmpty }.map(String.init)
    }

    private static func hasContent(_ path: String) throws(CommandFailure) -> Bool {
        guard FileManager.default.fileExists(atPath: path) else { return false }
        guard let data = FileManager.default.contents(atPath: path), let text = String(bytes: data, encoding: .utf8)
        else { throw CommandFailure("\(path) cannot be read as UTF-8 text. Check its permissions.") }
        return text.split(whereSeparator: \.isNewline).contains { line in
            let trimmed = line.drop { $0.isWhitespace }
            return !trimmed.isEmpty && trimmed.first != "#" && trimmed != "---"
        }
    }

    private static func parse(_ path: String) throws(CommandFailure) -> (FileProvider<YAMLSnapshot>, Set<String>) {
        let keys = KeyCollector()
        // The parser asks of each key whether it is a secret: the one place where it names them all.
        let options = YAMLSnapshot.ParsingOptions(
            secretsSpecifier: .dynamic { key, _ in
                keys.add(key)
                return key.hasSuffix("_secret")
            })
        let location = ConfigReader(provider: InMemoryProvider(values: ["filePath": .init(stringLiteral: path)]))
        do {
            let provider = try waiting {
                try await FileProvider<YAMLSnapshot>(parsingOptions: options, config: location)
            }
            return (provider, keys.all)
        } catch {
            throw CommandFailure("\(path) is not a configuration: \(complaint(of: String(describing: error)))")
        }
    }

    /// What a person can do about the parser's words: it knows the place, and words its reasons for its makers.
    private static func complaint(of text: String) -> String {
        let first = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        let place = first.split(separator: ":", maxSplits: 2)
        if place.count == 3, let line = Int(place[0]), let column = Int(place[1]) {
            return "it is no valid YAML at line \(line), column \(column). Mend it there."
        }
        return first.isEmpty ? "it is not valid YAML." : first.scrubbed(limit: 300)
    }
}

/// The keys that a parser met.
private final class KeyCollector: Sendable {
    private let keys = Mutex<Set<String>>([])
    func add(_ key: String) { keys.withLock { _ = $0.insert(key) } }
    var all: Set<String> { keys.withLock { $0 } }
}
