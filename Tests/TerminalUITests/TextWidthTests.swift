import TerminalUI
import Testing

struct TextWidthTests {
    @Test(
        "knows how many columns text takes",
        arguments: [
            ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2),
            ("שָׁלוֹם", 4), ("مريم", 4), ("👍", 2), ("👍🏽", 2), ("👨‍👩‍👧‍👦", 2), ("👩🏽‍💻", 2), ("❤️", 1), ("1️⃣", 1), ("🇩🇪", 2),
            ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2), ("क्षि", 3), ("\u{1B}", 1), ("\r\n", 1), ("\u{200B}", 1), ("\u{200D}", 0), ("\u{301}", 1),
            ("\u{10FFFF}", 1), ("┌─┐", 3), ("●", 1), ("\u{202E}", 1), ("می\u{200C}خ", 3),
        ])
    func columns(_ text: String, _ columns: Int) {
        #expect(TextWidth.columns(of: text) == columns)
    }

    @Test(
        "cuts between characters and marks the cut",
        arguments: [
            ("Main Stage", 10, "Main Stage"), ("Main Stage", 9, "Main Sta…"), ("日本語", 6, "日本語"), ("日本語", 5, "日本…"),
            ("日本語", 4, "日…"), ("日本語", 1, "…"), ("abc", 0, ""), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
            ("👨‍👩‍👧‍👦👍", 3, "👨‍👩‍👧‍👦…"), ("", 3, ""),
        ])
    func fit(_ text: String, _ columns: Int, _ expected: String) {
        #expect(TextWidth.fit(text, to: columns) == expected)
        #expect(TextWidth.columns(of: TextWidth.fit(text, to: columns, padded: true)) == columns)
    }

    @Test("puts numbers at the right")
    func right() {
        #expect(TextWidth.right("42", in: 5) == "   42")
        #expect(TextWidth.right("123456", in: 5) == "1234…")
    }

    @Test("breaks text at spaces, and long words anywhere")
    func wrap() {
        #expect(TextWidth.wrap("a room for all", to: 6) == ["a room", "for", "all"])
        #expect(TextWidth.wrap("abcdefgh ij", to: 3) == ["abc", "def", "gh", "ij"])
        #expect(TextWidth.wrap("日本語", to: 3) == ["日", "本", "語"])
        #expect(TextWidth.wrap("", to: 3) == [""])
        #expect(TextWidth.wrap("日", to: 1) == ["日"])
    }

    @Test("an ASCII text is as wide as it is long")
    func ascii() {
        for value in UInt8(0x20)..<0x7F {
            #expect(TextWidth.columns(of: String(Unicode.Scalar(value))) == 1)
        }
    }
}
