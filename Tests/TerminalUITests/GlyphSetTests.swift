import Testing

@testable import TerminalUI

struct GlyphSetTests {
    @Test("every sign has a plain form of one column")
    func widths() {
        for (sign, plain) in GlyphSet.plain {
            #expect(TextWidth.columns(of: Character(sign)) == 1, "\(sign)")
            #expect(plain.isASCII && plain.value > 0x20, "\(sign)")
        }
    }

    @Test("a picture in ASCII keeps its columns, its styles and the names in it")
    func picture() {
        var canvas = Canvas(size: Size(rows: 4, columns: 24))
        canvas.frame(Rect(row: 0, column: 0, rows: 4, columns: 24), title: "ROOMS 2")
        canvas.put("▶● Zoë 審計 ▁▃▇█ 3 × 4…", row: 1, column: 1, style: Style(foreground: 3))
        canvas.put("○ Re\u{301}union — 10%", row: 2, column: 1)
        let plain = canvas.drawn(with: .ascii)
        #expect(
            plain.picture
                == """
                +- ROOMS 2 ------------+
                |># Zoë 審計 _:*# 3 x 4|
                |o Re\u{301}union - 10%       |
                +----------------------+
                """.replacing("3 x 4|", with: "3 x 4~"))
        #expect(plain[1, 1].style == canvas[1, 1].style)
        #expect(canvas.drawn(with: .unicode) == canvas)
    }

    @Test("states stay apart without colour and without signs")
    func apart() {
        let signs: [Unicode.Scalar] = ["●", "○", "▶", "◐", "▲", "▼", "…", "•"]
        #expect(Set(signs.map { GlyphSet.ascii.scalar(for: $0) }).count == signs.count)
    }

    @Test(
        "the locale decides",
        arguments: [
            ("C.UTF-8", GlyphSet.unicode), ("de_DE.utf8", .unicode), ("C", .ascii), ("", .ascii), ("de_DE", .ascii),
        ])
    func locale(_ name: String, _ expected: GlyphSet) {
        #expect(GlyphSet(locale: name) == expected)
    }
}
