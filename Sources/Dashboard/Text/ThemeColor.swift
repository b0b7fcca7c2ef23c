import TerminalUI

/// A theme's colour as near as a terminal can show it.
enum ThemeColor {
    /// The three parts, each 0 to 255, of `#rgb` or `#rrggbb`; nil for anything else.
    static func parts(_ text: String) -> (red: Int, green: Int, blue: Int)? {
        let digits = text.dropFirst()
        guard text.first == "#", digits.allSatisfy(\.isHexDigit), digits.utf8.count == digits.count,
            let number = Int(digits, radix: 16)
        else { return nil }
        switch digits.count {
        case 3: return ((number >> 8) * 17, (number >> 4 & 15) * 17, (number & 15) * 17)
        case 6: return (number >> 16, number >> 8 & 255, number & 255)
        default: return nil
        }
    }

    /// The style of a swatch: the nearest of the 6×6×6 cube and the greys. Plain where there are fewer than 256 colours.
    static func style(_ text: String, palette: Palette) -> Style {
        guard palette.colors == 256, let parts = parts(text) else { return palette[.text] }
        let steps = [0, 95, 135, 175, 215, 255]
        func nearest(_ value: Int) -> Int { steps.indices.min { abs(steps[$0] - value) < abs(steps[$1] - value) } ?? 0 }
        let (red, green, blue) = (nearest(parts.red), nearest(parts.green), nearest(parts.blue))
        let grey = min(23, max(0, ((parts.red + parts.green + parts.blue) / 3 - 3) / 10))
        let level = 8 + grey * 10
        func distance(_ r: Int, _ g: Int, _ b: Int) -> Int {
            (r - parts.red) * (r - parts.red) + (g - parts.green) * (g - parts.green)
                + (b - parts.blue) * (b - parts.blue)
        }
        let isGrey = distance(level, level, level) < distance(steps[red], steps[green], steps[blue])
        return Style(foreground: Int16(isGrey ? 232 + grey : 16 + 36 * red + 6 * green + blue))
    }
}
