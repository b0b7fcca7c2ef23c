import ArgumentParser
import Dashboard
import FoundationEssentials
import MeetingsWire

/// `greenroom keys`: every action of the dashboard with its keys.
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "List the dashboard's actions and their keys, or check those of the settings.",
        discussion: """
            In the configuration `keys.ACTION` names other keys: `x`, `^X`, `F5`, `Space`, `g x`, a list of them, or \
            `none`. --check tells keys that mean two things, keys that terminals and multiplexers keep for \
            themselves, and actions that do not exist; its exit code is 1 when there is something to tell.
            """)

    @Flag(help: "Tell what is wrong with the keys, and nothing else.") var check = false
    @Flag(help: "Print a table in Markdown.") var markdown = false
    @Flag(help: "Print JSON.") var json = false

    func run() throws {
        let file = try ConfigurationFile.checked(environment: ProcessInfo.processInfo.environment)
        let rows = KeyTable.rows(Keymap(settings: Preferences(file).keys))
        if check {
            try file.check(withKeys: true)
            return _ = StandardStream.output.write("\(counted(rows.count, "action")), and no key means two things.\n")
        }
        if markdown { return _ = StandardStream.output.write(Self.markdown(rows)) }
        if json { return _ = StandardStream.output.write(JSONList.text(rows.map(Self.json))) }
        var table = Table(headings: ["KEYS", "ACTION", "WHAT IT DOES", "WHERE"])
        table.rows = rows.map { [$0.keys.joined(separator: ", "), $0.id, $0.title, $0.place] }
        StandardStream.output.write(table.text)
    }

    /// The table of the documentation.
    static func markdown(_ rows: [KeyTable.Row]) -> String {
        let lines = rows.map { row in
            let keys = row.keys.map { "`\($0.replacing("|", with: "\\|"))`" }.joined(separator: " ")
            return "| \(keys) | \(row.title) | `\(row.id)` | \(row.place) |\n"
        }
        return "| keys | what it does | action | where |\n| --- | --- | --- | --- |\n" + lines.joined()
    }

    private static func json(_ row: KeyTable.Row) -> [UInt8] {
        JSONWriter.bytes { writer in
            writer.object { writer in
                writer.field("id", row.id)
                writer.field("title", row.title)
                writer.array("keys") { writer in row.keys.forEach { writer.string($0) } }
                writer.array("contexts") { writer in row.contexts.forEach { writer.string($0) } }
                writer.field("verb", row.verb)
                writer.field("call", row.call)
            }
        }
    }
}
