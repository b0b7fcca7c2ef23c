import Meetings
import MeetingsStore
import Testing

struct FilterCompletionTests {
    private func complete(_ text: String, at cursor: Int? = nil, kind: FilterKind = .rooms) -> FilterCompletion {
        FilterCompletion(text: text, cursor: cursor ?? text.count, kind: kind) { field in
            switch field.name {
            case "name": ["Main Stage", "Track 1", "track-2", "審計"]
            case "theme": ["Acme", "say \"hi\""]
            default: []
            }
        }
    }

    @Test(
        "fields come first, then their values",
        arguments: [
            ("pe", ["people:", "person:"]), ("-pe", ["people:", "person:"]), ("main is:li", ["live"]),
            ("is:live|em", ["empty"]), ("type:", ["instant", "long_term"]), ("name:tr", ["\"Track 1\"", "track-2"]),
            ("name:stage", ["\"Main Stage\""]), ("name:\"main s", ["\"Main Stage\""]),
            ("name:=ma", ["=\"Main Stage\""]),
            ("name:審", ["審計"]), ("theme:s", ["\"say \\\"hi\\\"\""]), ("closes:<1", ["<15m", "<1h", "<1d"]),
            ("has:the", ["theme"]), ("zzz", []), ("nmae:x", []), ("name:/ma", []), ("sin", ["since:"]),
        ])
    func candidates(_ text: String, _ expected: [String]) {
        #expect(complete(text).candidates.map(\.text) == expected)
    }

    @Test("at an empty place all fields and words are offered, each with what it is")
    func everything() {
        for text in ["", "main "] {
            let offered = complete(text).candidates
            #expect(offered.count == FilterKind.rooms.fields.count + FilterKind.rooms.keywords.count)
            #expect(offered.allSatisfy { !$0.title.isEmpty })
        }
    }

    @Test("a candidate replaces what was typed of it, in the middle of a line too")
    func applied() throws {
        let text = "審計 name:tr is:live"
        let completion = complete(text, at: 10)
        #expect(completion.range == 8..<10)
        let first = try #require(completion.candidates.first)
        let (changed, cursor) = completion.applied(first, to: text)
        #expect(changed == "審計 name:\"Track 1\" is:live")
        #expect(cursor == 17)
        let field = complete("peo", at: 2)
        #expect(field.applied(try #require(field.candidates.first), to: "peo").text == "people:")
        let renamed = complete("pe:3", at: 2)
        #expect(renamed.applied(try #require(renamed.candidates.first), to: "pe:3").text == "people:3")
    }

    @Test("what is offered is understood", arguments: FilterKind.allCases)
    func understood(_ kind: FilterKind) {
        for field in kind.fields + kind.keywords {
            let values = FilterCompletion(text: field.name + ":", cursor: field.name.count + 1, kind: kind) { _ in
                field.kind == .number ? ["1"] : ["Main Stage", "a|b", "/x", "<y", "\"z\""]
            }.candidates
            #expect(!values.isEmpty)
            for value in values {
                let text = "\(field.name):\(value.text)"
                #expect(Filter(text, kind: kind).problems.isEmpty, "\(text)")
            }
        }
    }
}
