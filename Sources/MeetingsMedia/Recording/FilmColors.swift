import Glibc

/// The colors of a recording: the theme's, dark enough for white words on it.
struct FilmColors: Hashable, Sendable {
    /// Red, green and blue, each 0 to 255.
    var ground: [Int]

    /// Where there is no theme.
    static let usual = [0x20, 0x24, 0x2B]
    /// Contrast of white on the ground, at least (WCAG 2.2, success criterion 1.4.6).
    static let contrast = 7.0

    init(_ color: String?) {
        var ground = color.flatMap(Self.parse) ?? Self.usual
        while Self.contrastOfWhite(on: ground) < Self.contrast { ground = ground.map { $0 * 15 / 16 } }
        self.ground = ground
    }

    /// As ffmpeg writes it.
    var text: String { "0x" + ground.map { Self.hexadecimal($0) }.joined() }

    static func parse(_ text: String) -> [Int]? {
        guard text.first == "#" else { return nil }
        let digits = text.dropFirst().compactMap(\.hexDigitValue)
        guard digits.count + 1 == text.count else { return nil }
        switch digits.count {
        case 3: return digits.map { $0 * 17 }
        case 6: return [0, 2, 4].map { digits[$0] * 16 + digits[$0 + 1] }
        default: return nil
        }
    }

    static func contrastOfWhite(on color: [Int]) -> Double {
        let parts = color.map { part -> Double in
            let share = Double(part) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        guard parts.count == 3 else { return 21 }
        return 1.05 / (0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] + 0.05)
    }

    private static func hexadecimal(_ number: Int) -> String {
        let text = String(number, radix: 16)
        return text.count == 1 ? "0" + text : text
    }
}
