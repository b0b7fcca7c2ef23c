import ArgumentParser
import Dashboard
import Testing

@testable import greenroom

@Suite("What the schema names is what the program reads")
struct ConfigurationUseTests {
    private static let profile = """
        profiles:
          a:
            server: http://a.example
            application_id: one
            private_key: one.pem
            receiver:
              listen: 127.0.0.1:9000

        """

    @Test("each key changes something", arguments: ConfigurationSchema.fields)
    func isRead(field: ConfigurationField) async throws {
        var changes = 0
        for value in Self.samples(of: field.kind) {
            let empty = try await Self.read(Self.profile)
            let changed = try await Self.read(Self.text(field, value))
            if empty != changed { changes += 1 }
        }
        #expect(changes > 0, "nothing reads \(field.path.map(\.label).joined(separator: "."))")
    }

    /// All that the program makes of a file.
    private struct Reading: Equatable {
        var profile: String?
        var connection: Connection?
        var preferences: Preferences
        var media: MediaChoice
    }

    private static func read(_ text: String) async throws -> Reading {
        let file = try await ConfigurationSchemaTests.file(text)
        try file.check()
        let standing = try Settings(flag: nil, environment: [:], file: file).profile
        let settings = try Settings(flag: "a", environment: [:], file: file)
        let options = try ConnectionOptions.parse([])
        let connection = try Connection(settings, flags: options, configurationFile: "/config.yaml")
        var preferences = Preferences(file)
        // Where the test's file lay is not what it said.
        preferences.runSheetPath = preferences.runSheetPath.map { $0.hasSuffix("/two.pem") ? "two.pem" : $0 }
        return Reading(
            profile: standing, connection: connection, preferences: preferences,
            media: try MediaChoice(flags: [:], environment: [:], file: file))
    }

    /// The profile with `value` under the field's key, in place of what stands there.
    private static func text(_ field: ConfigurationField, _ value: String) -> String {
        let path = field.path.map { part in
            switch part.label {
            case "NAME": field.path.first == .name("profiles") ? "a" : "mine"
            case "ACTION": "refresh"
            default: part.names?.last ?? part.label
            }
        }
        let last = path[path.count - 1]
        if path.first == "profiles" {
            let indent = String(repeating: "  ", count: path.count - 1)
            let line = "\(indent)\(last): \(value)"
            var lines = profile.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("\(indent)\(last):") }
            if path.contains("receiver") { lines.append(line) } else { lines.insert(line, at: 2) }
            return lines.joined(separator: "\n") + "\n"
        }
        let opening = path.dropLast().enumerated().map { String(repeating: "  ", count: $0) + "\($1):\n" }.joined()
        return profile + opening + String(repeating: "  ", count: path.count - 1) + "\(last): \(value)\n"
    }

    /// Values of which at least one is not the usual.
    private static func samples(of kind: ConfigurationKind) -> [String] {
        switch kind {
        case .text, .secret: ["a"]
        case .file: ["two.pem"]
        case .texts: ["Z"]
        case .url: ["http://b.example"]
        case .address: ["127.0.0.1:9001"]
        case .onOff: ["true", "false"]
        case .choice(let choices): choices
        case .span: ["7m"]
        case .number(let range): ["\(range.lowerBound)", "\(range.upperBound)"]
        case .percent: ["7%"]
        case .hours: ["01:00-02:00"]
        case .offOrSpan: ["off", "7m"]
        case .ports: ["30000-30999"]
        case .ipAddress: ["198.51.100.7"]
        case .iceURLs: ["turn:turn.example.org"]
        }
    }
}
