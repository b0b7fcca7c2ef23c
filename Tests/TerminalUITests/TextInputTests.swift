import TerminalUI
import Testing

struct TextInputTests {
    @Test(
        "edits a line",
        arguments: [
            ([Key.left, .character("x")], "room sta|ge", "room stx|age"),
            ([.backspace, .backspace], "room|", "ro|"), ([.delete], "roo|m", "roo|"), ([.delete], "room|", "room|"),
            ([.control("w")], "main stage|", "main |"), ([.control("w")], "main stage |x", "main |x"),
            ([.control("u")], "main |stage", "|stage"), ([.home, .character("é")], "x|", "é|x"),
            ([.home, .left, .backspace, .end], "ab|", "ab|"), ([.right], "a|b", "ab|"),
            ([.character("e"), .character("\u{301}"), .character("x")], "|", "e\u{301}x|"),
            ([.backspace], "日👨‍👩‍👧‍👦|", "日|"),
        ])
    func edits(_ keys: [Key], _ before: String, _ after: String) throws {
        // In the table the bar stands for the cursor.
        let bar = try #require(before.firstIndex(of: "|"))
        var input = TextInput(before.filter { $0 != "|" })
        for _ in 0..<before.distance(from: bar, to: before.endIndex) - 1 { _ = input.handle(.left) }
        for key in keys {
            let isUsed = input.handle(key)
            #expect(isUsed)
        }
        var shown = input.text
        shown.insert("|", at: shown.index(shown.startIndex, offsetBy: input.cursor))
        #expect(shown == after)
    }

    @Test("leaves other keys alone and takes no control characters")
    func others() {
        var input = TextInput("a", limit: 4)
        for key in [Key.enter, .function(1), .control("c")] {
            let isUsed = input.handle(key)
            #expect(!isUsed)
        }
        input.insert("b\u{1B}[2J\n")
        #expect(input.text == "ab[2")
        input.replace(with: "new")
        #expect(input.text == "new" && input.cursor == 3)
    }

    @Test("shows the part around the cursor")
    func window() {
        var canvas = Canvas(size: Size(rows: 3, columns: 12))
        var input = TextInput("0123456789abcdef")
        input.draw(on: &canvas, row: 0, column: 1, width: 8)
        #expect(canvas.lines[0] == " 9abcdef")
        #expect(canvas.cursor?.column == 8)
        _ = input.handle(.home)
        input.draw(on: &canvas, row: 1, column: 1, width: 8)
        #expect(canvas.lines[1] == " 0123456…")
        #expect(canvas.cursor?.column == 1)
        TextInput("日本語日本").draw(on: &canvas, row: 2, column: 0, width: 6, mask: "•")
        #expect(canvas.lines[2] == "•••••")
    }

    @Test("keeps its cursor inside at every width", arguments: 1...12)
    func narrow(_ width: Int) throws {
        var input = TextInput("a日b本👍 e\u{301}")
        for _ in 0..<9 {
            var canvas = Canvas(size: Size(rows: 1, columns: 12))
            input.draw(on: &canvas, row: 0, column: 0, width: width)
            #expect(try #require(canvas.cursor).column < width)
            _ = input.handle(.left)
        }
    }
}
