import TerminalUI
import Testing

struct CanvasTests {
    private func canvas(_ rows: Int, _ columns: Int) -> Canvas { Canvas(size: Size(rows: rows, columns: columns)) }

    @Test("draws a box with titles")
    func box() {
        var canvas = canvas(4, 24)
        canvas.frame(canvas.bounds, title: "Rooms", right: "3 kept")
        canvas.put("● Réunion 12", row: 1, column: 2)
        canvas.put("審計例会", row: 2, column: 2, width: 7)
        canvas.put("|", row: 2, column: 9)
        #expect(
            canvas.picture == """
                ┌─ Rooms ───── 3 kept ─┐
                │ ● Réunion 12         │
                │ 審計例…|             │
                └──────────────────────┘
                """)
    }

    @Test("draws boxes of any size", arguments: 0..<6, 0..<6)
    func smallBoxes(rows: Int, columns: Int) {
        var canvas = canvas(3, 3)
        canvas.frame(
            Rect(row: -1, column: -1, rows: rows, columns: columns), title: "Title", right: "right", border: .ascii)
        #expect(canvas.lines.allSatisfy { $0.count <= 3 })
    }

    @Test("takes exactly the width asked for")
    func widths() {
        var canvas = canvas(3, 12)
        #expect(canvas.put("abcdefgh", row: 0, column: 0, width: 5) == 5)
        #expect(canvas.put("ab", row: 0, column: 5, style: Style(foreground: 1), width: 4) == 4)
        #expect(canvas.put("日本語日本語日本語", row: 1, column: 1) == 11)
        #expect(canvas.put("42", row: 2, endingBefore: 12) == 2)
        #expect(canvas.lines == ["abcd…ab", " 日本語日本", "          42"])
        #expect(canvas[0, 8].style == Style(foreground: 1))
        #expect(canvas.put("x", row: 9, column: 0) == 0)
        #expect(canvas.put("x", row: 0, column: 40, width: 3) == 0)
    }

    @Test("never leaves half of a wide character")
    func halves() {
        var canvas = canvas(3, 6)
        canvas.put("日本語", row: 0, column: 0)
        canvas.put("x", row: 0, column: 1)
        canvas.put("y", row: 0, column: 4)
        #expect(canvas.lines[0] == " x本y")
        canvas.put("日本", row: 1, column: -1)
        #expect(canvas.lines[1] == " 本")
        canvas.put("本", row: 2, column: 5)
        #expect(canvas.lines[2] == "")
        for row in 0..<3 { #expect((0..<6).reduce(0) { $0 + canvas[row, $1].width } == 6) }
    }

    @Test(
        "shows what it cannot draw as a mark, and never holds a control character",
        arguments: [
            ("a\u{1B}[31mb", "a▯[31mb"), ("a\nb\tc", "a▯b▯c"), ("\u{9B}x", "▯x"), ("a\u{202E}b", "a▯b"),
            ("👩‍💻x", "👩x"), ("👍🏽x", "👍x"), ("❤️x", "❤x"), ("🇩🇪x", "DEx"), ("\u{E000}x", "▯x"), ("\u{301}x", "▯x"),
            ("🏽x", "▯x"), ("\u{1112}\u{1161}\u{11AB}x", "한x"), ("\u{1FAE9}x", "▯x"), ("a\u{200B}b", "a▯b"),
            ("\u{FEFF}x", "▯x"), ("\u{AD}x", "▯x"),
        ])
    func hostile(_ text: String, _ shown: String) {
        var canvas = canvas(1, 20)
        canvas.put(text, row: 0, column: 0)
        #expect(canvas.picture == shown)
        for cell in canvas.cells {
            for index in 0..<cell.scalarCount {
                #expect(cell.scalar(index).properties.generalCategory != .control)
            }
        }
    }

    @Test("keeps four marks on a letter")
    func marks() {
        var canvas = canvas(1, 4)
        canvas.put("a" + String(repeating: "\u{301}", count: 50) + "b", row: 0, column: 0)
        #expect(canvas[0, 0].scalarCount == 5)
        #expect(canvas[0, 1].text == "b")
    }

    @Test("the cursor row is one bar, in which only a warning keeps its colours")
    func restyle() {
        var canvas = canvas(2, 4)
        canvas.put("a", row: 0, column: 0, style: Style(foreground: 3, attributes: .bold))
        canvas.put("b", row: 0, column: 1, style: Style(foreground: 3, background: 1))
        canvas.restyle(row: 0, style: Style(attributes: .reverse))
        #expect(canvas[0, 0].style == Style(attributes: [.bold, .reverse]))
        #expect(canvas[0, 1].style == Style(foreground: 3, background: 1, attributes: .reverse))
        #expect(canvas[0, 3].style == Style(attributes: .reverse))
        canvas.restyle(row: 7, columns: 2..<90, style: Style())
        #expect(canvas.lines[0] == "ab")
    }

    @Test("has a cursor only inside")
    func cursor() {
        var canvas = canvas(2, 4)
        canvas.cursor = (1, 3)
        #expect(canvas.cursor?.row == 1 && canvas.cursor?.column == 3)
        canvas.cursor = (2, 0)
        #expect(canvas.cursor == nil)
    }

    @Test("two pictures of a row differ from the first to the last cell, wide characters in one piece")
    func difference() {
        let texts = ["abcdef", "abXdYf", "你bcdef", "a你cdef", "abcd你", "abcdef"]
        let pictures = texts.map { text in
            var canvas = canvas(1, 6)
            canvas.put(text, row: 0, column: 0)
            return canvas
        }
        let found = pictures.map { $0.difference(of: 0, from: pictures[0]) }
        #expect(found == [nil, 2..<5, 0..<6, 1..<6, 4..<6, nil])
        #expect(pictures[0].difference(of: 0, from: pictures[3]) == 1..<6)
        #expect(pictures[0].difference(of: 1, from: pictures[1]) == nil)
        #expect(pictures[0].difference(of: 0, from: canvas(2, 6)) == nil)
    }

    @Test("an empty canvas takes everything")
    func empty() {
        var canvas = canvas(0, 0)
        canvas.put("abc", row: 0, column: 0, width: 2)
        canvas.frame(canvas.bounds, title: "x")
        canvas.fill(Rect(row: -5, column: -5, rows: 20, columns: 20))
        #expect(canvas.lines.isEmpty)
    }
}
