import Meetings
import MeetingsWire
import Testing
import ValueSupport

@Suite("The JSON writer")
struct JSONWriterTests {
    @Test("puts commas and colons where they belong")
    func structure() {
        let json = JSONWriter.bytes { writer in
            writer.object { writer in
                writer.field("a", 1)
                writer.array("b") { writer in
                    writer.integer(1)
                    writer.object { _ in }
                    writer.array { $0.null() }
                    writer.raw("[2]".utf8)
                }
                writer.object("c") { $0.field("d", true) }
                writer.field("e", nil as String?)
                writer.link("f", nil)
                writer.link("g", "https://example.org")
                writer.key(escaping: "h\"")
                writer.string("")
            }
        }
        let expected =
            #"{"a":1,"b":[1,{},[null],[2]],"c":{"d":true},"e":null,"g":{"href":"https://example.org"},"h\"":""}"#
        #expect(text(json) == expected)
    }

    @Test(
        "escapes what must be escaped and nothing else",
        arguments: [
            ("a\"b\\c/", #""a\"b\\c/""#), ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#),
            ("\0\u{1B}\u{1F}\u{7F}", "\"\\u0000\\u001b\\u001f\u{7F}\""),
            ("é東🎤", "\"é東🎤\""), ("", "\"\""), ("\u{2028}", "\"\u{2028}\""),
        ])
    func strings(value: String, json: String) {
        #expect(text(JSONWriter.bytes { $0.string(value) }) == json)
    }

    @Test(
        "writes numbers as short as they are",
        arguments: [
            (0, "0"), (-3, "-3"), (74.5, "74.5"), (0.1, "0.1"), (1e300, "1e+300"), (.infinity, "null"), (.nan, "null"),
            (9_007_199_254_740_992, "9007199254740992.0"),
        ] as [(Double, String)])
    func numbers(value: Double, json: String) {
        #expect(text(JSONWriter.bytes { $0.number(value) }) == json)
    }

    @Test("writes instants in the one form of the API")
    func timestamps() {
        #expect(text(JSONWriter.bytes { $0.timestamp(Timestamp(milliseconds: 5)) }) == "\"1970-01-01T00:00:00.005Z\"")
    }

    @Test("reads back whatever it wrote", arguments: 0..<200 as Range<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let value = random.json(depth: 4)
        #expect(try JSONReader.value(of: JSONWriter.bytes { $0.value(value) }) == value)
    }
}
