import ArgumentParser
import Dashboard
import Foundation
import Meetings
import MeetingsStore
import Testing

@testable import greenroom

/// What README and docs say is what the program does. With GREENROOM_WRITE_DOCUMENTS set, the tables are written anew.
@Suite("The documents")
struct DocumentationTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static let names: [String] = {
        let docs = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "docs").path)) ?? []
        return ["README.md"] + docs.filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
    }()

    private static func text(_ name: String) throws -> String {
        try String(contentsOf: root.appending(path: name), encoding: .utf8)
    }

    @Test("hold the tables that the program itself makes", arguments: GeneratedTable.all)
    func table(table: GeneratedTable) throws {
        let text = try Self.text(table.file)
        let opening = "<!-- \(table.name) -->\n"
        let start = try #require(text.firstRange(of: opening)?.upperBound, "\(table.file) has no \(table.name)")
        let rest = text[start...]
        let end = try #require(rest.firstRange(of: "<!-- /\(table.name) -->")?.lowerBound)
        if ProcessInfo.processInfo.environment["GREENROOM_WRITE_DOCUMENTS"] != nil {
            let whole = text[..<start] + table.text + text[end...]
            try Data(whole.utf8).write(to: Self.root.appending(path: table.file))
        } else {
            let isRight = text[start..<end] == table.text
            #expect(isRight, "\(table.file) is not what the program says; GREENROOM_WRITE_DOCUMENTS=1 writes it anew")
        }
    }

    @Test("name no command and no flag that there is not", arguments: names)
    func commands(name: String) throws {
        for line in Self.commands(in: try Self.text(name)) {
            var words = line.split(separator: " ").map(String.init)[...]
            var command: any ParsableCommand.Type = GreenroomCommand.self
            while let word = words.first,
                let next = command.configuration.subcommands.first(where: { $0._commandName == word })
            {
                command = next
                words = words.dropFirst()
            }
            let isVerb =
                words.first.map { $0.allSatisfy { $0.isLowercase || $0 == "-" } && !$0.hasPrefix("-") } ?? false
            let takesVerb = !command.configuration.subcommands.isEmpty
            #expect(!(isVerb && takesVerb), "\(name): there is no `greenroom \(line)`")
            let help = Self.help(of: command)
            for flag in words.filter({ $0.hasPrefix("--") }) {
                let flag = flag.prefix { $0 != "=" }
                #expect(help.contains(String(flag)), "\(name): `greenroom \(line)` knows no \(flag)")
            }
        }
    }

    @Test("show settings that are right", arguments: names)
    func settings(name: String) async throws {
        for block in try Self.blocks(of: "yaml", in: Self.text(name)) {
            let file = try await ConfigurationSchemaTests.file(block)
            #expect(file.mistakes.isEmpty && file.keyMistakes.isEmpty, "\(name): \(file.mistakes + file.keyMistakes)")
        }
    }

    @Test("lead to files that are there", arguments: names)
    func links(name: String) throws {
        let folder = Self.root.appending(path: name).deletingLastPathComponent()
        for match in try Self.text(name).matches(of: /\]\(([^)#:]+)(#[^)]*)?\)/) {
            let path = folder.appending(path: String(match.1)).path
            #expect(FileManager.default.fileExists(atPath: path), "\(name) leads to \(match.1)")
        }
    }

    /// What stands behind `greenroom` in code, to the end of the command.
    private static func commands(in text: String) -> [String] {
        let blocks = blocks(of: "sh", in: text).flatMap { $0.split(separator: "\n").map(String.init) }
        let inline = text.matches(of: /`(greenroom [^`\n]+)`/).map { String($0.1) }
        return (blocks + inline).flatMap { line in
            line.matches(of: /(?:^|[(|&] ?)greenroom ([^|)#>&]+)/).map { String($0.1) }
        }
    }

    private static func blocks(of language: String, in text: String) -> [String] {
        text.split(separator: "```\(language)\n").dropFirst().map { part in
            String(part[..<(part.firstRange(of: "```")?.lowerBound ?? part.endIndex)])
        }
    }

    /// The help of a command, and of the one that it is without a verb.
    private static func help(of command: any ParsableCommand.Type) -> String {
        GreenroomCommand.helpMessage(for: command, includeHidden: true)
            + (command.configuration.defaultSubcommand.map(help) ?? "")
    }
}

/// A table in a document, between two comments with its name.
struct GeneratedTable: Sendable, CustomTestStringConvertible {
    let file: String
    let name: String
    let text: String

    var testDescription: String { "\(name) in \(file)" }

    static let all = [
        GeneratedTable(file: "README.md", name: "keys", text: KeysCommand.markdown(frequentKeys)),
        GeneratedTable(file: "docs/keys.md", name: "keys", text: KeysCommand.markdown(KeyTable.rows(Keymap()))),
        GeneratedTable(file: "docs/filters.md", name: "fields", text: filterFields),
        GeneratedTable(file: "docs/alarms.md", name: "rules", text: alarmRules),
        GeneratedTable(file: "docs/configuration.md", name: "settings", text: settings),
        GeneratedTable(file: "docs/commands.md", name: "verbs", text: verbs),
    ]

    /// The actions that a first day needs.
    private static var frequentKeys: [KeyTable.Row] {
        let ids = [
            "help", "command", "filter", "open", "back", "copy", "new-room", "extend", "admit", "acknowledge", "note",
            "mark", "undo", "travel", "export",
        ]
        let rows = KeyTable.rows(Keymap())
        return ids.compactMap { id in rows.first { $0.id == id } }
    }

    private static var filterFields: String {
        FilterKind.allCases.map { kind in
            let fields = kind.fields.map { "| `\($0.name):` | \($0.title) |\n" }
            let flags = kind.flags.map { "| `is:\($0.name)` | \($0.title) |\n" }
            return "### \(kind.rawValue)\n\n| | |\n| --- | --- |\n" + (fields + flags).joined()
        }.joined(separator: "\n")
    }

    /// What each rule watches for stands above its case.
    private static var alarmRules: String {
        let path = DocumentationTests.root.appending(path: "Sources/Meetings/AlarmRule.swift")
        let source = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
        let pairs = source.matches(of: /\/\/\/ (.+)\n +case \w+ = "(\w+)"/).map { (String($0.2), String($0.1)) }
        let sentences = Dictionary(pairs) { first, _ in first }
        return "| rule | an alarm when | if it lasts |\n| --- | --- | --- |\n"
            + AlarmRule.allCases.map { rule in
                let hold = rule.usualHold.components.seconds
                let sentence = sentences[rule.rawValue] ?? ""
                return "| `\(rule.rawValue)` | \(sentence) | \(hold == 0 ? "at once" : "\(hold) s") |\n"
            }.joined()
    }

    private static var settings: String {
        "| key | value | |\n| --- | --- | --- |\n"
            + ConfigurationSchema.fields.map { field in
                let key = field.path.map { $0.names?.count == 1 ? $0.label : $0.label.uppercased() }
                return "| `\(key.joined(separator: "."))` | \(field.kind.expectation) | \(field.about) |\n"
            }.joined()
    }

    private static var verbs: String {
        func rows(_ command: any ParsableCommand.Type, _ path: [String]) -> [String] {
            let below = command.configuration.subcommands
            if !below.isEmpty { return below.flatMap { rows($0, path + [$0._commandName]) } }
            return ["| `\(path.joined(separator: " "))` | \(command.configuration.abstract) |\n"]
        }
        return "| | |\n| --- | --- |\n" + rows(GreenroomCommand.self, []).joined()
    }
}
