import ArgumentParser
import FoundationEssentials
import Meetings
import MeetingsClient
import MeetingsServer
import MeetingsWire

/// `greenroom rooms import FILE`: rooms from a table.
struct RoomsImportCommand: AsyncWork {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Make rooms from a table (CSV), after showing what would be made.",
        discussion: """
            The first line names the columns, as the API names its fields: \(RoomSheet.columns.joined(separator: ", ")). \
            Only display_name must be there; a room with expires_at is long_term, and expires_at may be 90m, 2h or 30d \
            from now. theme takes a name. Fields with commas stand in quotes (RFC 4180). Nothing is made while any line \
            is wrong. Run again within a day, a line that was made already makes no second room. - is standard input.
            """)

    @OptionGroup var options: APIOptions
    @Argument(help: "The table.") var file: String
    @Flag(name: .customLong("dry-run"), help: "Make nothing; show what would be made.") var isTrial = false
    @Flag(name: .shortAndLong, help: "Do not ask.") var yes = false

    func validate() throws {
        if options.curl { throw ValidationError("--curl shows one request; this makes one a line.") }
    }

    func perform() async throws {
        let bytes = try Self.bytes(of: file)
        var sheet = try RoomSheet(csv: String(decoding: bytes, as: UTF8.self), now: SystemClock().now)
        let connection = try options.connection.connection()
        try await connection.withClient { client -> Void in
            if sheet.rows.contains(where: { $0.themeName != nil }) { sheet.name(try await client.themes().items) }
            guard sheet.faults.isEmpty else {
                throw CommandFailure(
                    "Nothing was made.\n" + sheet.faults.joined(separator: "\n"), .refused)
            }
            guard !sheet.rows.isEmpty else {
                throw CommandFailure("Nothing was made: the table has no rooms.", .refused)
            }
            let rooms = counted(sheet.rows.count, "room", "rooms")
            if !options.json || isTrial { StandardStream.output.write(Self.table(sheet)) }
            if isTrial {
                StandardStream.output.write("\(rooms) would be made; nothing was made yet.\n")
            } else {
                try Confirmation.ask("Make \(sheet.rows.count == 1 ? "this room" : "these \(rooms)")?", isGiven: yes)
                try await make(sheet, with: client, key: SheetKey(bytes))
            }
        }
    }

    private func make(_ sheet: RoomSheet, with client: Client, key: SheetKey) async throws {
        var made: [Room] = []
        var failures = 0
        for row in sheet.rows {
            do {
                let call = APICall.create(row.room, idempotencyKey: key.text(line: row.line))
                let room = try await client.answer(to: call)
                made.append(room)
                if !options.json {
                    StandardStream.output.write(
                        "line \(row.line): made \(room.displayName.scrubbed())  \(room.links.guest ?? room.id.rawValue)\n"
                    )
                }
            } catch {
                failures += 1
                StandardStream.error.write("line \(row.line): not made: \(CommandFailure(error).message)\n")
            }
        }
        if options.json { StandardStream.output.write(JSONList.text(made.map { RoomJSON.write($0) })) }
        let result = "\(made.count) of \(sheet.rows.count) made, \(failures) failed"
        guard failures == 0 else { throw CommandFailure("\(result). Run it again for those that failed.", .refused) }
        if !options.json { StandardStream.output.write("\(result).\n") }
    }

    private static func table(_ sheet: RoomSheet) -> String {
        var table = Table(headings: ["LINE", "NAME", "TYPE", "CLOSES (UTC)", "THEME", "APPROVAL", "RECORDED"])
        table.rows = sheet.rows.map { row in
            [
                String(row.line), row.room.displayName, row.room.type.rawValue,
                row.room.expiresAt?.minuteText ?? "after use",
                row.themeName ?? row.room.themeID?.rawValue ?? "-", row.room.joinApprovalLevel.rawValue,
                row.room.recordingOptions.autoRecord ? "always" : "-",
            ]
        }
        return table.text
    }

    private static func bytes(of file: String) throws(CommandFailure) -> [UInt8] {
        if file == "-" { return StandardInput.all() }
        guard let data = FileManager.default.contents(atPath: file) else {
            throw CommandFailure("\(file.scrubbed()) cannot be read.")
        }
        return Array(data)
    }
}

/// Names each line of a table, so that sending it again makes no second room.
struct SheetKey {
    private let hash: UInt64

    init(_ bytes: [UInt8]) { hash = Self.hash(bytes) }

    /// The key of one line of this table.
    func text(line: Int) -> String { "sheet-\(String(hash, radix: 16))-\(line)" }

    /// FNV-1a: it only has to tell the tables of one operator and one day apart.
    private static func hash(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
