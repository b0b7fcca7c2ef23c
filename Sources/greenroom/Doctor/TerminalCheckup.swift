import FoundationEssentials
import Glibc

/// The terminal that the dashboard would run on, and the way of a copied text out of it.
struct TerminalCheckup {
    let environment: [String: String]

    func run() -> [Finding] { [terminal, locale, clipboard] }

    private var terminal: Finding {
        let name = environment["TERM"] ?? ""
        guard let description = TerminalDescription(name: name, environment: environment) else {
            return .failure(
                "terminal", "TERM is `\(name)`, and this machine knows no such terminal.",
                fix: "Set TERM to what it is, such as xterm-256color, or install ncurses-term.")
        }
        guard let size = Self.size else {
            return .warning(
                "terminal", "There is none here: the dashboard needs one.", fix: "Run this where the dashboard runs.")
        }
        let text = "\(name) with \(size.columns)×\(size.rows) cells and \(description.colors) colors."
        if size.columns < 80 || size.rows < 24 {
            return .warning("terminal", text, fix: "Make it 80×24 or larger.")
        }
        if description.colors < 256 {
            return .warning("terminal", text, fix: "With TERM=xterm-256color or the like the board is easier to read.")
        }
        return .ok("terminal", text)
    }

    private var locale: Finding {
        let value = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let name = value.uppercased()
        if name.contains("UTF-8") || name.contains("UTF8") { return .ok("locale", "\(value) is UTF-8.") }
        return .warning(
            "locale", value.isEmpty ? "None is set, so text is ASCII." : "\(value) is not UTF-8.",
            fix: "export LC_ALL=C.UTF-8")
    }

    private var clipboard: Finding {
        guard let route = ClipboardRoute.plan(environment: environment).first else {
            return .ok("clipboard", "There is no way out.")
        }
        switch route {
        case .tmuxClipboard, .tmuxBuffer:
            let setting = Self.tmuxSetting
            if setting == "off" {
                return .warning(
                    "clipboard", "tmux keeps copied text to itself: set-clipboard is off.",
                    fix: "tmux set -g set-clipboard on")
            }
            return .ok("clipboard", "Copied text goes to tmux, and from there to the terminal.")
        case .program(let arguments):
            if Self.isInstalled(arguments[0], path: environment["PATH"] ?? "") {
                return .ok("clipboard", "Copied text goes to \(arguments[0]).")
            }
            return .warning(
                "clipboard", "\(arguments[0]) is not installed; the terminal itself is asked instead.",
                fix: "Install \(arguments[0]), or use a terminal that takes OSC 52.")
        case .terminal: return .ok("clipboard", "Copied text is sent to the terminal (OSC 52), which may not take it.")
        }
    }

    /// What tmux says of its clipboard; nil when it does not answer.
    private static var tmuxSetting: String? {
        guard let pipe = popen("tmux show-options -gv set-clipboard 2>/dev/null", "r") else { return nil }
        defer { pclose(pipe) }
        var buffer = [CChar](repeating: 0, count: 64)
        guard fgets(&buffer, Int32(buffer.count), pipe) != nil else { return nil }
        let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return text.split(whereSeparator: \.isNewline).first.map(String.init)
    }

    private static func isInstalled(_ program: String, path: String) -> Bool {
        path.split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
    }

    private static var size: (columns: Int, rows: Int)? {
        for descriptor in [STDOUT_FILENO, STDERR_FILENO, STDIN_FILENO] {
            var size = winsize()
            if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
                return (Int(size.ws_col), Int(size.ws_row))
            }
        }
        return nil
    }
}

/// What the machine knows of a kind of terminal: the part of its terminfo entry (term(5)) that matters here.
struct TerminalDescription: Hashable, Sendable {
    /// 0 when it has none.
    var colors: Int

    /// Nil when there is no entry of that name.
    init?(name: String, environment: [String: String]) {
        guard let first = name.utf8.first, !name.contains("/"), !name.hasPrefix(".") else { return nil }
        let own = [environment["TERMINFO"], environment["HOME"].map { $0 + "/.terminfo" }].compactMap { $0 }
        let folders = own + ["/etc/terminfo", "/lib/terminfo", "/usr/lib/terminfo", "/usr/share/terminfo"]
        let initial = String(decoding: [first], as: UTF8.self)
        let data = folders.lazy.compactMap { FileManager.default.contents(atPath: "\($0)/\(initial)/\(name)") }.first
        guard let data, let colors = Self.colors(Array(data)) else { return nil }
        self.colors = colors
    }

    /// `max_colors`, the fourteenth number of a compiled entry; numbers have two bytes or, in the newer form, four.
    private static func colors(_ bytes: [UInt8]) -> Int? {
        func short(_ offset: Int) -> Int? {
            offset + 1 < bytes.count ? Int(bytes[offset]) | Int(bytes[offset + 1]) << 8 : nil
        }
        guard let magic = short(0), [0o432, 0o1036].contains(magic), let names = short(2), let flags = short(4),
            let numbers = short(6)
        else { return nil }
        let width = magic == 0o432 ? 2 : 4
        let start = 12 + names + flags + (names + flags) % 2
        guard numbers > 13, let low = short(start + 13 * width), low != 0xFFFF else { return 0 }
        return width == 4 ? low | (short(start + 13 * width + 2) ?? 0) << 16 : low
    }
}
