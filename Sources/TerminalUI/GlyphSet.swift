/// Which signs a picture is drawn with: the one place where a sign gets its plain form.
public enum GlyphSet: String, CaseIterable, Sendable {
    /// Dots, arrows, lines and bars as the views write them.
    case unicode
    /// ASCII, for terminals and fonts that lack them. Names stay as they are.
    case ascii

    /// The set for a locale's name (`LC_ALL`, `LC_CTYPE` or `LANG`): signs beyond ASCII need UTF-8.
    public init(locale: String) {
        let name = locale.lowercased()
        self = name.contains("utf-8") || name.contains("utf8") ? .unicode : .ascii
    }

    /// What stands for a sign; itself when the sign is none of the dashboard's.
    public func scalar(for sign: Unicode.Scalar) -> Unicode.Scalar {
        guard self == .ascii, sign.value >= 0x80 else { return sign }
        return Self.plain[sign] ?? sign
    }

    /// The plain form of every sign that views draw. States keep different letters: `#` live, `o` idle, `>` the cursor.
    static let plain: [Unicode.Scalar: Unicode.Scalar] = {
        let pairs: [(signs: String, plain: String)] = [
            ("●■▮█◼", "#"), ("○◌□◷", "o"), ("◐", "%"), ("▶▸»→›", ">"), ("◂«←‹", "<"), ("▲↑", "^"), ("▼↓", "v"),
            ("▁", "_"), ("▂", "."), ("▃", ":"), ("▄", "-"), ("▅", "="), ("▆", "+"), ("▇", "*"), ("▀", "\""),
            ("─━–—╸╺╴╶═", "-"), ("│┃║", "|"), ("┌┐└┘├┤┬┴┼╭╮╰╯", "+"), ("·", "."), ("…", "~"), ("•", "*"), ("×✗", "x"),
            ("✓", "+"), ("“”", "\""), ("‘’", "'"), ("▯▣", "?"), ("↵", "<"), ("░", "."), ("▒", ":"), ("▓", "%"),
        ]
        var table: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (signs, plain) in pairs {
            for sign in signs.unicodeScalars { table[sign] = plain.unicodeScalars.first }
        }
        return table
    }()
}
