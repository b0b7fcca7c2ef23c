import CNcurses
import Foundation
import Glibc
import TerminalSupport
import Testing

@testable import Curses
@testable import TerminalUI

/// ncurses is one per process: every test of it lives in this suite.
@Suite(.serialized) struct ScreenTests {
    private func open(_ terminal: VirtualTerminal, term: String = "xterm-256color") throws -> Screen {
        try Screen(term: term, input: terminal.slave, output: terminal.slave, color: .palette)
    }

    /// Text that terminals are known to get wrong, in a box.
    static func hardPicture(size: Size) -> Canvas {
        var canvas = Canvas(size: size)
        let names = [
            "Réunion", "Re\u{301}union", "審計例会", "한국어", "שָׁלוֹם", "مريم", "👩‍💻 dev", "👍🏽 ok", "❤️ heart", "🇩🇪 flag",
            "a\u{1B}[2Jb", "नमस्ते", "ภาษาไทย", "\u{202E}evil",
        ]
        canvas.frame(Rect(row: 0, column: 0, rows: names.count + 2, columns: 14), title: "Rooms")
        for (row, name) in names.enumerated() { canvas.put(name, row: row + 1, column: 2, width: 10) }
        return canvas
    }

    @Test(
        "draws the same picture on every terminal",
        arguments: ["xterm-256color", "tmux-256color", "screen", "linux", "vt100"])
    func draws(term: String) throws {
        let terminal = try VirtualTerminal(rows: 18, columns: 24)
        let screen = try open(terminal, term: term)
        defer { screen.close() }
        let canvas = Self.hardPicture(size: screen.size)
        screen.show(canvas)
        #expect(terminal.picture == canvas.picture)
        #expect(
            canvas.picture
                == """
                ┌─ Rooms ────┐
                │ Réunion    │
                │ Réunion    │
                │ 審計例会   │
                │ 한국어     │
                │ שָׁלוֹם       │
                │ مريم       │
                │ 👩 dev     │
                │ 👍 ok      │
                │ ❤ heart    │
                │ DE flag    │
                │ a▯[2Jb     │
                │ नमस्ते       │
                │ ภาษาไทย    │
                │ ▯evil      │
                └────────────┘


                """.replacing("│ Réunion    │\n│ Réunion", with: "│ Réunion    │\n│ Re\u{301}union"))
    }

    @Test("a changed number costs few bytes, an equal picture none")
    func fewBytes() throws {
        let terminal = try VirtualTerminal(rows: 50, columns: 200)
        let screen = try open(terminal)
        defer { screen.close() }
        var canvas = Canvas(size: screen.size)
        for row in 0..<50 { canvas.put(String(repeating: "abcdefghij", count: 20), row: row, column: 0) }
        screen.show(canvas)
        let before = terminal.received.count
        canvas.put("42", row: 20, column: 100)
        screen.show(canvas)
        let after = terminal.received.count
        #expect(after - before < 40 && after > before)
        screen.show(canvas)
        #expect(terminal.received.count == after)
    }

    @Test("what changes is drawn right, wide characters included")
    func changes() throws {
        let terminal = try VirtualTerminal(rows: 6, columns: 30)
        let screen = try open(terminal)
        defer { screen.close() }
        var random = SystemRandomNumberGenerator()
        let texts = ["日本語", "abc", "e\u{301}e\u{301}", "한글 x", "─ ● ─", "", "👍 ok", "  "]
        // libvterm puts no mark onto the last column of its screen: leave that one out.
        var canvas = Canvas(size: Size(rows: 6, columns: 29))
        for _ in 0..<200 {
            canvas.put(
                texts[Int.random(in: 0..<texts.count, using: &random)], row: Int.random(in: 0..<6, using: &random),
                column: Int.random(in: -2..<29, using: &random),
                style: Style(foreground: Color(index: .random(in: -1..<256, using: &random))))
            screen.show(canvas)
        }
        #expect(terminal.picture == canvas.picture)
    }

    @Test("a wide character at the edge, and a canvas of another size, stay inside")
    func edges() throws {
        let terminal = try VirtualTerminal(rows: 3, columns: 5)
        let screen = try open(terminal)
        defer { screen.close() }
        var canvas = Canvas(size: Size(rows: 9, columns: 9))
        for row in 0..<9 { canvas.put("日本語日", row: row, column: 0) }
        screen.show(canvas)
        #expect(terminal.picture == "日本\n日本\n日本")
        screen.show(Canvas(size: Size(rows: 1, columns: 1)))
        #expect(terminal.picture == "\n\n")
        screen.show(Canvas(size: Size(rows: 0, columns: 0)))
    }

    @Test("eight colours are enough, and NO_COLOR sends none")
    func colors() throws {
        for (term, wish, expected) in [
            ("screen", ColorWish.palette, 8), ("linux", .palette, 8), ("linux", .truecolor, 8),
            ("xterm-256color", .palette, 256), ("xterm-256color", .sixteen, 16), ("xterm-256color", .never, 0),
            ("vt100", .always, 0),
        ] {
            let terminal = try VirtualTerminal(rows: 30, columns: 40)
            let screen = try Screen(term: term, input: terminal.slave, output: terminal.slave, color: wish)
            #expect(screen.colors == expected)
            var canvas = Canvas(size: screen.size)
            for color in 0..<256 {
                canvas.put(
                    "x", row: color / 40, column: color % 40,
                    style: Style(foreground: Color(index: color), background: Color(index: 255 - color)))
            }
            screen.show(canvas)
            screen.close()
            let sent = String(decoding: terminal.received, as: UTF8.self)
            #expect(sent.contains(/\u{1B}\[(\d+;)*[34]\d(;\d+)*m/) == (expected > 0))
            #expect(sent.contains("38;5;") == (expected == 256))
            #expect(terminal.picture.isEmpty == false)
        }
    }

    @Test(
        "sends red, green and blue as they are to a terminal that takes them",
        arguments: ["xterm-256color", "tmux-256color"])
    func directColor(term: String) throws {
        let terminal = try VirtualTerminal(rows: 4, columns: 20)
        let screen = try Screen(term: term, input: terminal.slave, output: terminal.slave, color: .truecolor)
        defer { screen.close() }
        #expect(screen.colors == Color.allColors)
        #expect(getenv("TERMINFO") == nil)
        var canvas = Canvas(size: screen.size)
        let green = Color(red: 15, green: 157, blue: 88)
        canvas.put("a", row: 0, column: 0, style: Style(foreground: green, background: 52))
        canvas.put("b", row: 1, column: 0, style: Style(foreground: 9, background: Color(red: 0, green: 0, blue: 7)))
        canvas.put("c", row: 2, column: 0, style: Style(foreground: 3, background: 12))
        screen.show(canvas)
        let sent = String(decoding: terminal.received, as: UTF8.self)
        for code in ["38;2;15;157;88", "48;5;52", "[91m", "48;2;0;1;7", "[33m", "[104m"] {
            #expect(sent.contains(code), "\(code)")
        }
        #expect(terminal.picture == "a\nb\nc\n")
    }

    @Test("puts the cursor where the canvas has it")
    func cursor() throws {
        let terminal = try VirtualTerminal(rows: 5, columns: 20)
        let screen = try open(terminal)
        defer { screen.close() }
        var canvas = Canvas(size: screen.size)
        screen.show(canvas)
        canvas.cursor = (2, 7)
        screen.show(canvas)
        let sent = String(decoding: terminal.received, as: UTF8.self)
        #expect(sent.contains("\u{1B}[3;8H"))
        #expect(sent.contains("\u{1B}[?25h"))
    }

    @Test("gives the terminal back on closing, as it was")
    func closes() throws {
        let terminal = try VirtualTerminal(rows: 5, columns: 20)
        var before = termios()
        tcgetattr(terminal.slave, &before)
        let screen = try open(terminal)
        screen.restoreOnCrash()
        screen.mouse(true)
        screen.title("3 rooms\u{1B}]0;evil\u{7}")
        screen.bell()
        screen.show(Canvas(size: screen.size))
        var during = termios()
        tcgetattr(terminal.slave, &during)
        #expect(during.c_lflag & tcflag_t(ICANON) == 0)
        screen.close()
        screen.close()
        var after = termios()
        tcgetattr(terminal.slave, &after)
        #expect(after.c_lflag == before.c_lflag && after.c_iflag == before.c_iflag && after.c_oflag == before.c_oflag)
        let sent = String(decoding: terminal.received, as: UTF8.self)
        for (on, off) in [
            ("\u{1B}[?1049h", "\u{1B}[?1049l"), ("\u{1B}[?2004h", "\u{1B}[?2004l"), ("\u{1B}[?1000h", "\u{1B}[?1000l"),
            ("\u{1B}[22;2t", "\u{1B}[23;2t"),
        ] {
            let start = try #require(sent.range(of: on))
            let end = try #require(sent.range(of: off, options: .backwards))
            #expect(start.upperBound <= end.lowerBound)
        }
        #expect(sent.contains("\u{1B}]2;3 rooms]0;evil\u{7}"))
        #expect(sent.hasSuffix("\u{1B}[?25h") || sent.contains("\u{1B}[?12l\u{1B}[?25h"))
    }

    @Test("lends the terminal to another program and takes it again")
    func lends() throws {
        let terminal = try VirtualTerminal(rows: 3, columns: 20)
        let screen = try open(terminal)
        defer { screen.close() }
        var canvas = Canvas(size: screen.size)
        canvas.put("before", row: 0, column: 0)
        screen.show(canvas)
        screen.lend {
            var attributes = termios()
            tcgetattr(terminal.slave, &attributes)
            #expect(attributes.c_lflag & tcflag_t(ICANON) != 0)
            #expect(String(decoding: terminal.received, as: UTF8.self).contains("\u{1B}[?1049l"))
        }
        screen.show(canvas)
        #expect(terminal.picture == "before\n\n")
    }

    @Test("repeats after a crash what went to standard error")
    func standardError() async throws {
        let terminal = try VirtualTerminal(rows: 5, columns: 20)
        let path = terminal.path
        let log = FileManager.default.temporaryDirectory.appending(path: "greenroom-\(UUID().uuidString).log").path
        defer { try? FileManager.default.removeItem(atPath: log) }
        let result = await #expect(processExitsWith: .signal(SIGABRT), observing: [\.standardErrorContent]) {
            [path = path as String, log = log as String] in
            Terminal.captureStandardError(to: log)
            let descriptor = Glibc.open(path, O_RDWR | O_NOCTTY)
            let screen = try Screen(term: "xterm-256color", input: descriptor, output: descriptor)
            screen.restoreOnCrash()
            FileHandle.standardError.write(Data("index out of range".utf8))
            abort()
        }
        let repeated = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) }
        #expect(repeated?.contains("index out of range") == true)
        #expect(!String(decoding: terminal.received, as: UTF8.self).contains("index out of range"))
    }

    @Test("gives the terminal back after a crash")
    func crash() async throws {
        let terminal = try VirtualTerminal(rows: 5, columns: 20)
        let path = terminal.path
        await #expect(processExitsWith: .signal(SIGABRT)) { [path = path as String] in
            let descriptor = Glibc.open(path, O_RDWR | O_NOCTTY)
            let screen = try Screen(term: "xterm-256color", input: descriptor, output: descriptor)
            screen.restoreOnCrash()
            screen.show(Canvas(size: screen.size))
            abort()
        }
        let sent = String(decoding: terminal.received, as: UTF8.self)
        #expect(sent.contains("\u{1B}[?1049h"))
        #expect(sent.contains("\u{1B}[?1049l") && sent.contains("\u{1B}[?2004l"))
        var after = termios()
        tcgetattr(terminal.slave, &after)
        #expect(after.c_lflag & tcflag_t(ICANON) != 0 && after.c_lflag & tcflag_t(ECHO) != 0)
    }

    @Test("follows the terminal through random sizes")
    func resizes() throws {
        let terminal = try VirtualTerminal(rows: 10, columns: 40)
        let screen = try open(terminal)
        defer { screen.close() }
        for step in 0..<300 {
            let size = Size(rows: Int.random(in: 1...120), columns: Int.random(in: 1...300))
            terminal.resize(rows: size.rows, columns: size.columns)
            _ = screen.syncSize()
            #expect(screen.size == size)
            let canvas = Self.hardPicture(size: screen.size)
            screen.show(canvas)
            if step % 50 == 49 {
                screen.invalidate()
                screen.show(canvas)
                #expect(terminal.picture == canvas.picture)
            }
        }
    }

    @Test("refuses what it cannot draw on, and says what to do")
    func refuses() throws {
        let terminal = try VirtualTerminal(rows: 5, columns: 20)
        for (term, code) in [
            ("dumb", ScreenError.Code.poorTerminal), ("nonesuch\u{1B}", .unknownTerminal), ("", .unknownTerminal),
        ] {
            let error = #expect(throws: ScreenError.self) {
                try Screen(term: term, input: terminal.slave, output: terminal.slave)
            }
            #expect(error?.code == code)
            #expect(error?.message.contains("TERM") == true && error?.message.contains("\u{1B}") == false)
        }
        let null = Glibc.open("/dev/null", O_RDWR)
        defer { Glibc.close(null) }
        #expect(throws: ScreenError.self) { try Screen(term: "xterm", input: null, output: null) }
        #expect(terminal.received.isEmpty)
        #expect(Terminal.isTerminal(terminal.slave) && !Terminal.isTerminal(null))
        #expect(Terminal.size(terminal.slave) == Size(rows: 5, columns: 20))
        #expect(Terminal.size(null) == nil)
    }

    @Test("every character takes the columns that ncurses gives it")
    func widths() throws {
        let terminal = try VirtualTerminal(rows: 2, columns: 20)
        // Opening it sets the locale.
        let screen = try open(terminal)
        defer { screen.close() }
        // Written as a placeholder on purpose: what steers, what only one font knows, and what was added to Unicode
        // after the table was made.
        let steering: Set<Unicode.GeneralCategory> = [
            .control, .format, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
        ]
        var wrong: [String] = []
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let own = WidthTable.width(of: scalar)
            let theirs = cn_width(value)
            let isLeftOut =
                theirs < 0 || steering.contains(scalar.properties.generalCategory)
                || scalar.properties.age.map { $0.major > 14 } ?? true
            if own == WidthTable.unsafe ? !isLeftOut : Int32(own) != theirs { wrong.append(String(value, radix: 16)) }
        }
        #expect(wrong == [])
    }
}
