import MeetingsWire
import Testing

@Suite("The JSON reader")
struct JSONReaderTests {
    @Test(
        "reads every kind of value",
        arguments: [
            ("null", .null), ("true", .bool(true)), (" false\r\n\t", .bool(false)), ("0", .integer(0)),
            ("-0", .integer(0)), ("-12", .integer(-12)), ("9223372036854775807", .integer(.max)),
            ("-9223372036854775808", .integer(.min)), ("9223372036854775808", .number(9_223_372_036_854_775_808)),
            ("1.5", .number(1.5)), ("1e2", .number(100)), ("1E+2", .number(100)), ("25e-1", .number(2.5)),
            ("0.0", .number(0)), ("\"\"", .string("")), ("[]", .array([])), ("[ ]", .array([])), ("{}", .object([])),
            ("[1,[2],\"3\"]", .array([.integer(1), .array([.integer(2)]), .string("3")])),
            ("{ \"a\" : 1 , \"b\" : null }", .object([member("a", .integer(1)), member("b", .null)])),
        ] as [(String, JSONValue)])
    func values(json: String, value: JSONValue) throws {
        #expect(try JSONReader.value(of: Array(json.utf8)) == value)
    }

    @Test(
        "reads escapes and text beyond ASCII",
        arguments: [
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u6771""#, "Aé東"), (#""é東🎤""#, "é東🎤"),
            (#""\ud83c\udfa4""#, "🎤"), (#""a\uD83C\uDFA4b""#, "a🎤b"), (#""\u0000""#, "\0"), (#""\uFFFF""#, "\u{FFFF}"),
            (#""東\n京""#, "東\n京"), (#""\udbff\udfff""#, "\u{10FFFF}"),
        ])
    func strings(json: String, text: String) throws {
        #expect(try JSONReader.value(of: Array(json.utf8)) == .string(text))
    }

    @Test("takes the last value of a repeated key")
    func repeatedKey() throws {
        let value = try JSONReader.value(of: Array(#"{"a":1,"b":2,"a":3}"#.utf8))
        #expect(value["a"] == .integer(3))
        #expect(value["c"] == nil)
        #expect(JSONValue.null["a"] == nil)
    }

    @Test(
        "refuses what is no JSON, and says at which byte",
        arguments: [
            ("", nil), ("  ", 2), ("nul", 0), ("tru", 0), ("truer", 4), ("nan", 0), ("'a'", 0), ("\"a", 2),
            ("\"a\\", 2), ("\"a\\x\"", 2), ("\"\\u12\"", 1), ("\"\\u12g4\"", 1), ("\"\\ud83c\"", 1),
            ("\"\\udfa4\"", 1), ("\"\\ud83c\\u0041\"", 1), ("\"\\ud83cA\"", 1), ("\"a\nb\"", 2), ("\"a\0\"", 2),
            ("\"\\n\u{1F}\"", 3), ("01", 0), ("-", 0), ("-a", 0), ("+1", 0), ("1.", 0), (".5", 0), ("1.e2", 0),
            ("1e", 0), ("1e+", 0), ("[1e400]", 1), ("0x10", 1), ("1 2", 2), ("[", 1), ("[1", 2), ("[1,", 3),
            ("[1,]", 3), ("[,1]", 1), ("[1 2]", 3), ("[1}", 2), ("]", 0), ("{", 1), ("{1:2}", 1), ("{\"a\"", 4),
            ("{\"a\" 1}", 5), ("{\"a\":}", 5), ("{\"a\":1,}", 7), ("{\"a\":1]", 6), ("{a:1}", 1), ("{\"a\":1}x", 7),
            ("// a\n1", 0), ("\u{FEFF}1", 0),
        ] as [(String, Int?)])
    func malformed(json: String, byte: Int?) {
        let error = #expect(throws: WireError.self) { try JSONReader.value(of: Array(json.utf8)) }
        #expect(error?.code == .malformed)
        if let byte {
            #expect(error?.message.hasPrefix("The body is not valid JSON: ") == true)
            #expect(error?.message.hasSuffix(" at byte \(byte)") == true, "\(error?.message ?? "")")
        } else {
            #expect(error?.message == "The body is empty: JSON was expected")
        }
    }

    @Test(
        "refuses bytes that are no UTF-8, and says at which byte",
        arguments: [
            ([0xFF], 1), ([0x61, 0xC3], 2), ([0xC0, 0x80], 1), ([0xED, 0xA0, 0x80], 1), ([0xF4, 0x90, 0x80, 0x80], 1),
            ([0xC3, 0xA9, 0x80], 3), ([0x5C, 0x6E, 0xE6, 0x9D], 3), ([0xC3, 0x5C, 0x6E], 1),
        ] as [([UInt8], Int)])
    func invalidText(bytes: [UInt8], byte: Int) {
        let error = #expect(throws: WireError.self) { try JSONReader.value(of: [0x22] + bytes + [0x22]) }
        #expect(error?.message == "The body is not valid JSON: a string is not valid UTF-8 at byte \(byte)")
    }

    @Test("reads 64 arrays inside each other and refuses the 65th", arguments: ["[]", "{\"a\":}"])
    func nesting(brackets: String) throws {
        let opening = String(brackets.dropLast())
        let closing = String(brackets.suffix(1))
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: opening, count: depth) + "1" + String(repeating: closing, count: depth)).utf8)
        }
        _ = try JSONReader.value(of: nested(64))
        let error = #expect(throws: WireError.self) { try JSONReader.value(of: nested(65)) }
        #expect(error?.message.contains("more than 64 arrays and objects lie inside each other") == true)
        #expect(throws: WireError.self) { try JSONReader.value(of: Array(repeating: 0x5B, count: 1_000_000)) }
    }

    @Test("counts nesting, not how many arrays there are")
    func manyArrays() throws {
        let json = "[" + String(repeating: "[],{},", count: 200) + "[]]"
        guard case .array(let values) = try JSONReader.value(of: Array(json.utf8)) else {
            Issue.record("no array")
            return
        }
        #expect(values.count == 401)
    }

    @Test("hands out the very bytes of a value")
    func raw() throws {
        var reader = JSONReader(Array(#"{"a": { "b" : [1.0, "\u0041"] } ,"c":2}"#.utf8))
        var found: [String: String] = [:]
        try reader.object { (reader, key) throws(WireError) in found[key] = text(Array(try reader.raw())) }
        try reader.end()
        #expect(found == ["a": #"{ "b" : [1.0, "\u0041"] }"#, "c": "2"])
    }

    @Test("survives every cut and every changed byte of a body")
    func damaged() throws {
        let body = Array(try Fixture.compact("room-long-term").utf8)
        for end in body.indices { #expect(throws: WireError.self) { try JSONReader.value(of: Array(body[..<end])) } }
        for index in body.indices {
            for byte: UInt8 in [0, 0x22, 0x5C, 0x7B, 0x5D, 0x80, 0xFF] {
                var damaged = body
                damaged[index] = byte
                _ = try? RoomJSON.read(damaged)
            }
        }
    }
}

private func member(_ key: String, _ value: JSONValue) -> JSONValue.Member { JSONValue.Member(key: key, value: value) }
