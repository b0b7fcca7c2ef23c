import Configuration
import FoundationEssentials
import Meetings
import Synchronization

/// The YAML file of settings, read once. A file that is missing or holds only comments counts as empty.
struct ConfigurationFile: Sendable {
    let path: String
    /// Nil for an empty file.
    let provider: FileProvider<YAMLSnapshot>?
    /// Each value by its key, the parts of which are joined by dots.
    let values: [String: ConfigurationValue]
    /// Where each key stands.
    let places: YAMLPlaces

    /// Throws one sentence when the file cannot be read or is no YAML. What its keys and values are worth is checked
    /// by `check()`.
    init(path: String) throws(CommandFailure) {
        self.path = path
        let text = try ConfigurationFile.content(path)
        places = YAMLPlaces(text ?? "")
        guard text != nil else {
            (provider, values) = (nil, [:])
            return
        }
        let (provider, keys) = try ConfigurationFile.parse(path, places)
        self.provider = provider
        values = keys.reduce(into: [:]) { values, key in values[key] = ConfigurationFile.value(of: key, in: provider) }
    }

    /// The file of this environment, without mistakes. Throws all of them at once.
    static func checked(environment: [String: String]) throws(CommandFailure) -> ConfigurationFile {
        let file = try ConfigurationFile(path: Folders(environment: environment).configurationFile)
        try file.check()
        return file
    }

    /// The names of the profiles, sorted.
    var profileNames: [String] { Set(values.keys.compactMap(ConfigurationFile.profileName)).sorted() }

    /// The profile that a key belongs to. A name may hold dots, so it is what the known ends leave over.
    private static func profileName(of key: String) -> String? {
        guard let field = ConfigurationSchema.field(of: key), field.path.first == .name("profiles") else { return nil }
        let words = key.split(separator: ".", omittingEmptySubsequences: false)
        return words.dropFirst().dropLast(field.path.count - 2).joined(separator: ".")
    }

    private static func value(of key: String, in provider: FileProvider<YAMLSnapshot>) -> ConfigurationValue? {
        let place = AbsoluteConfigKey([key])
        if case .string(let text)? = try? provider.value(forKey: place, type: .string).value?.content {
            return .text(["~", "null"].contains(text) ? "" : text)
        }
        if case .stringArray(let texts)? = try? provider.value(forKey: place, type: .stringArray).value?.content {
            return .list(texts)
        }
        return nil
    }

    /// Nil when there is none.
    private static func content(_ path: String) throws(CommandFailure) -> String? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path), let text = String(bytes: data, encoding: .utf8)
        else { throw CommandFailure("\(path) cannot be read as UTF-8 text. Check its permissions.") }
        let isEmpty = text.split(whereSeparator: \.isNewline).allSatisfy { line in
            let trimmed = line.drop { $0.isWhitespace }
            return trimmed.isEmpty || trimmed.first == "#" || trimmed == "---"
        }
        return isEmpty ? nil : text
    }

    private static func parse(
        _ path: String, _ places: YAMLPlaces
    ) throws(CommandFailure) -> (FileProvider<YAMLSnapshot>, Set<String>) {
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
            throw CommandFailure(ConfigurationFile.complaint(of: String(describing: error), path, places))
        }
    }

    /// What a person can do about the parser's words: it knows the place, and words its reasons for its makers.
    private static func complaint(of text: String, _ path: String, _ places: YAMLPlaces) -> String {
        let first = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        let place = first.split(separator: ":", maxSplits: 2)
        if place.count == 3, let line = Int(place[0]), let column = Int(place[1]) {
            return
                "\(path):\(line): This is not a configuration: it is no valid YAML at column \(column). Mend it there."
        }
        if let range = first.firstRange(of: "non-scalar value in array at ") {
            let key = first[range.upperBound...].prefix { $0 != " " }
            let line = places.line(of: String(key)).map { "\($0):" } ?? ""
            return "\(path):\(line) `\(key)` must be a list of texts, not of lists or keys."
        }
        if let range = first.firstRange(of: "duplicated key(s): ") {
            let keys = first[range.upperBound...].filter { $0 != "'" && $0 != "." }.scrubbed(limit: 200)
            return "\(path) is not a configuration: a key may stand only once in one place, and `\(keys)` is repeated."
        }
        if first.contains("not a mapping") {
            return "\(path) is not a configuration: its lines must be keys with values, such as `profile: stage`."
        }
        if first.contains("not convertible to string") {
            return "\(path) is not a configuration: a key in it is no text."
        }
        return "\(path) is not a configuration: "
            + (first.isEmpty ? "it is not valid YAML." : first.scrubbed(limit: 300))
    }
}

/// The keys that a parser met.
private final class KeyCollector: Sendable {
    private let keys = Mutex<Set<String>>([])
    func add(_ key: String) { keys.withLock { _ = $0.insert(key) } }
    var all: Set<String> { keys.withLock { $0 } }
}
