import Meetings
import MeetingsStore
import Testing

@testable import greenroom

struct RoomSheetTests {
    private static let now = Timestamp(milliseconds: 1_930_383_727_000)

    @Test(
        "fields as RFC 4180 has them",
        arguments: [
            ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]), ("a\n\n1", [["a"], ["1"]]),
            ("a,b\n\"x, y\",\"say \"\"hi\"\"\"\n", [["a", "b"], ["x, y", "say \"hi\""]]),
            ("a\n\"two\nlines\"\n", [["a"], ["two\nlines"]]), ("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
            ("\u{FEFF}a\n1\n", [["a"], ["1"]]), ("a,b\n,\n", [["a", "b"], ["", ""]]), ("", []),
        ])
    func fields(text: String, expected: [[String]]) throws {
        #expect(try CSVReader.records(text).map(\.fields) == expected)
    }

    @Test("a record knows its line, whatever its fields hold")
    func lines() throws {
        #expect(try CSVReader.records("a\n\"x\ny\"\r\n\nz\n").map(\.line) == [1, 2, 5])
    }

    @Test(
        "a quote that is not closed, or that letters follow, is told with its line", arguments: ["a\n\"x", "a\n\"x\"y"])
    func quotes(text: String) {
        #expect(throws: CSVMistake.self) { try CSVReader.records(text) }
        #expect(throws: CommandFailure.self) { try RoomSheet(csv: text, now: Self.now) }
    }

    @Test("a line becomes the room that it describes")
    func room() throws {
        let sheet = try RoomSheet(
            csv: """
                Name,expires_at,theme,join_approval_level,auto_record,is_chat_available,language
                Keynote,+2h,Summit,explicit_approval,yes,off,de
                Help desk,,,,,,
                """, now: Self.now)
        #expect(sheet.faults == [])
        #expect(sheet.rows.map(\.line) == [2, 3])
        #expect(sheet.rows.map(\.themeName) == ["Summit", nil])
        #expect(
            sheet.rows.map(\.room) == [
                NewRoom(
                    displayName: "Keynote", type: .longTerm, expiresAt: Self.now + .seconds(7200),
                    recordingOptions: RecordingOptions(autoRecord: true), joinApprovalLevel: .explicitApproval,
                    features: AvailableFeatures(chat: false), language: .de),
                NewRoom(displayName: "Help desk"),
            ])
    }

    @Test("each wrong line is told, and no theme is made up")
    func faults() throws {
        var sheet = try RoomSheet(
            csv: """
                display_name,type,expires_at,auto_record,theme
                ,,,,
                A,long_term,,,
                B,,soon,,
                C,,,perhaps,
                D,,,,Unknown
                E,,,,,,too many
                """, now: Self.now)
        sheet.name([])
        #expect(
            sheet.faults.map { $0.prefix(7) } == ["Line 2:", "Line 3:", "Line 4:", "Line 5:", "Line 7:", "Line 6:"])
        #expect(sheet.faults[1].contains("\"expires_at\" is required"))
    }

    @Test("a column that no room has is refused by name")
    func columns() {
        #expect(throws: CommandFailure.self) { try RoomSheet(csv: "display_name,colour\nA,red\n", now: Self.now) }
        #expect(throws: CommandFailure.self) { try RoomSheet(csv: "type\ninstant\n", now: Self.now) }
        #expect(throws: CommandFailure.self) { try RoomSheet(csv: "", now: Self.now) }
    }

    @Test("the same line of the same table has the same key, another has another")
    func keys() {
        let key = SheetKey(Array("a\nb\n".utf8))
        #expect(key.text(line: 2) == SheetKey(Array("a\nb\n".utf8)).text(line: 2))
        #expect(key.text(line: 2) != key.text(line: 3))
        #expect(key.text(line: 2) != SheetKey(Array("a\nc\n".utf8)).text(line: 2))
    }
}
