import TerminalUI

/// A theme's colour as near as a terminal can show it.
enum ThemeColor {
    /// The three parts, each 0 to 255, of `#rgb` or `#rrggbb`; nil for anything else.
    static func parts(_ text: String) -> (red: Int, green: Int, blue: Int)? {
        text.hasPrefix("#") ? Color(hex: text)?.components : nil
    }

    /// The style of a swatch of `#rgb` or `#rrggbb`; ordinary text for anything else, and where there are no colours.
    static func style(_ text: String, palette: Palette) -> Style {
        guard text.hasPrefix("#"), let color = Color(hex: text) else { return palette[.text] }
        return palette.swatch(color)
    }
}
