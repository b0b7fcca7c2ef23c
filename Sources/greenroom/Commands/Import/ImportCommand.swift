import ArgumentParser
import FoundationEssentials
import Meetings
import MeetingsClient
import MeetingsWire

/// `greenroom import FILE…`: rooms and themes saved from the retired service. Beyond the published API.
struct ImportCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take over rooms and themes from saved answers of the old service.",
        discussion: """
            Ids, meeting codes and times of creation are kept; host links are made anew, logos must be uploaded again. \
            What is here already and the same stays; what clashes is passed over and told, and the exit code is 65. \
            A file holds a room, a theme, a list, or a page as the API answered it; - is standard input.
            """)

    @OptionGroup var options: APIOptions
    @Argument(help: ArgumentHelp("Files of JSON.", valueName: "file")) var files: [String]
    @Flag(name: .customLong("dry-run"), help: "Change nothing; tell what would be done.") var isTrial = false

    func perform() async throws {
        var collection = ImportCollection()
        for file in files { try Self.add(file, to: &collection) }
        let call = APICall.importing(collection, isTrial: isTrial)
        let connection = try options.connection.connection()
        try await connection.withClient { client in
            if options.curl { return options.printCurl(call, client, connection) }
            let body = try await client.body(of: call)
            let report = try client.read(body, as: call)
            StandardStream.output.write(options.json ? body + [0x0A] : Array(ImportTable.text(report).utf8))
            let conflicts = report.rooms.conflicts.count + report.themes.conflicts.count
            guard conflicts == 0 else {
                throw CommandFailure(
                    "\(conflicts) of what was saved \(isTrial ? "would be" : "was") passed over.", .refused)
            }
        }
    }

    private static func add(_ file: String, to collection: inout ImportCollection) throws(CommandFailure) {
        let name = file == "-" ? "Standard input" : file.scrubbed()
        let bytes: [UInt8]
        if file == "-" {
            bytes = StandardInput.all()
        } else if let data = FileManager.default.contents(atPath: file) {
            bytes = Array(data)
        } else {
            throw CommandFailure("\(name) cannot be read.")
        }
        do throws(WireError) {
            try collection.add(JSONReader.value(of: bytes))
        } catch {
            throw CommandFailure("\(name): \(error.message.scrubbed(limit: 300)).", .refused)
        }
    }
}

/// What an import did, or would do, for people.
enum ImportTable {
    static func text(_ report: ImportReport) -> String {
        var table = Table(headings: ["KIND", "ID", report.isTrial ? "WOULD BE" : "IS", "BECAUSE"])
        table.rows = rows("theme", report.themes) + rows("room", report.rooms)
        let made = report.rooms.created.count + report.themes.created.count
        let same = report.rooms.unchanged.count + report.themes.unchanged.count
        let passed = report.rooms.conflicts.count + report.themes.conflicts.count
        return table.text + "\(made) created, \(same) unchanged, \(passed) passed over"
            + (report.isTrial ? "; nothing was changed yet.\n" : ".\n")
    }

    private static func rows(_ kind: String, _ outcome: ImportOutcome) -> [[String]] {
        outcome.created.map { [kind, $0, "created"] } + outcome.unchanged.map { [kind, $0, "unchanged"] }
            + outcome.conflicts.map { [kind, $0.id, "passed over", $0.reason] }
    }
}
