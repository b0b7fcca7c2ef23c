import Meetings
import MeetingsWire
import Testing

@Suite("Saved answers")
struct ImportJSONTests {
    private static let room = #"{"id":"r","display_name":"R","theme_id":"t"}"#
    private static let theme = ##"{"theme_id":"t","theme_name":"T","main_color":"#000","brand_text":"B"}"##

    @Test(
        "are found in every form in which the service answered",
        arguments: [
            (room, 1, 0), (theme, 0, 1), ("[\(room),\(theme)]", 1, 1), (#"{"_embedded":[\#(room)]}"#, 1, 0),
            (#"{"_embedded":{"rooms":[\#(room),\#(room)]},"page_size":"20"}"#, 2, 0), ("{}", 0, 0), ("null", 0, 0),
            (#"{"rooms":{"_embedded":[\#(room)]},"themes":[\#(theme)]}"#, 1, 1), ("[]", 0, 0), ("[[\(room)]]", 1, 0),
        ])
    func forms(text: String, rooms: Int, themes: Int) throws {
        var collection = ImportCollection()
        try collection.add(JSONReader.value(of: Array(text.utf8)))
        #expect(collection.rooms.count == rooms && collection.themes.count == themes)
        var again = ImportCollection()
        try again.add(JSONReader.value(of: ImportRequestJSON.write(collection)))
        #expect(again == collection)
    }

    @Test("are refused when they are something else", arguments: ["7", "\"x\"", "[7]", #"{"name":"x"}"#])
    func others(text: String) {
        #expect(throws: Problem.self) { _ = try ImportRequestJSON.read(Array(text.utf8)) }
    }

    @Test("a report is read as it was written")
    func report() throws {
        var rooms = ImportOutcome()
        rooms.created = ["a"]
        rooms.conflicts = [ImportOutcome.Conflict(id: "b", reason: "No.")]
        let report = ImportReport(isTrial: true, rooms: rooms, themes: ImportOutcome())
        #expect(try ImportReportJSON.read(ImportReportJSON.write(report)) == report)
    }
}
