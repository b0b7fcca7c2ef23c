import MeetingsClient
import Testing

@Suite("Server-sent events")
struct ServerSentEventParserTests {
    typealias Item = ServerSentEventParser.Item

    private func message(_ data: String, id: String? = nil, event: String = "message") -> Item {
        .message(id: id, event: event, data: Array(data.utf8))
    }

    static let stream =
        "\u{FEFF}: hello\n\nid: 7\nevent: room\ndata: one\ndata:two\n\n:\ndata\n\nretry: 1500\ndata:  spaced: é\n\ndata: cut off"

    private var expected: [Item] {
        [
            .comment, message("one\ntwo", id: "7", event: "room"), .comment, message("", id: "7"),
            .retry(milliseconds: 1500), message(" spaced: é", id: "7"),
        ]
    }

    @Test("are read the same with each kind of line end", arguments: ["\n", "\r", "\r\n"])
    func lineEnds(end: String) throws {
        var parser = ServerSentEventParser()
        let text = Self.stream.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: end)
        // A lone CR may be the first half of CR LF, but ends the line at once.
        #expect(try parser.receive(text.utf8) == expected)
    }

    @Test("are read the same wherever the chunks are cut", arguments: ["\n", "\r\n"])
    func chunks(end: String) throws {
        let lines = Self.stream.split(separator: "\n", omittingEmptySubsequences: false)
        let bytes = Array(lines.joined(separator: end).utf8)
        for cut in bytes.indices {
            var parser = ServerSentEventParser()
            let first = try parser.receive(bytes[..<cut])
            #expect(first + (try parser.receive(bytes[cut...])) == expected)
        }
        var parser = ServerSentEventParser()
        var items: [Item] = []
        for byte in bytes { items += try parser.receive([byte]) }
        #expect(items == expected)
    }

    @Test(
        "follow the standard in its corners",
        arguments: [
            ("data: a\n\n\n\n", 1), ("event: x\n\n", 0), ("id: 1\n\n", 0), ("retry: soon\n\n", 0),
            ("unknown: x\n\n", 0),
            ("data: a\n", 0), ("\n\n\n", 0), ("retry: \n\n", 0), ("data : a\n\n", 0), (":::\n", 1),
        ])
    func corners(text: String, items: Int) throws {
        var parser = ServerSentEventParser()
        #expect(try parser.receive(text.utf8).count == items)
    }

    @Test("keep the last id, unless it holds a NUL")
    func ids() throws {
        var parser = ServerSentEventParser()
        let items = try parser.receive("id: 1\ndata: a\n\nid: 2\u{0}\ndata: b\n\nid\ndata: c\n\n".utf8)
        #expect(items == [message("a", id: "1"), message("b", id: "1"), message("c", id: "")])
    }

    @Test(
        "beyond the limit are refused", arguments: ["data: 0123456789\n", "data: 01\ndata: 01\ndata: 01\ndata: 01\n"])
    func limit(text: String) {
        var parser = ServerSentEventParser(limit: 10)
        #expect(throws: ServerSentEventParser.TooLarge.self) { try parser.receive(text.utf8) }
    }
}
