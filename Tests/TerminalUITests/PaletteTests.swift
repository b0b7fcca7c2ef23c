import TerminalUI
import Testing

struct PaletteTests {
    /// Relative luminance of a colour of the 256-colour palette (WCAG 2.1), from 16 on.
    private func luminance(_ color: Int) -> Double {
        let levels = [0, 95, 135, 175, 215, 255]
        let grey = 8 + (color - 232) * 10
        let cube = color - 16
        let parts = color >= 232 ? [grey, grey, grey] : [levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6]]
        let linear = parts.map { part -> Double in
            let share = Double(part) / 255
            // The curve's exponent 2.4, close enough as a blend of the square and the cube.
            return share <= 0.03928 ? share / 12.92 : power((share + 0.055) / 1.055)
        }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
    /// x to the power of 2.4: its square times its fifth root squared.
    private func power(_ x: Double) -> Double {
        var root = x
        for _ in 0..<60 { root -= (root * root * root * root * root - x) / (5 * root * root * root * root) }
        return x * x * root * root
    }

    @Test("can be read on black and on white", arguments: Role.allCases, [false, true])
    func contrast(_ role: Role, light: Bool) {
        let style = Palette(colors: 256, light: light)[role]
        let ground = style.background >= 0 ? luminance(Int(style.background)) : light ? 1 : 0
        let letter = style.foreground >= 0 ? luminance(Int(style.foreground)) : light ? 0 : 1
        #expect((max(ground, letter) + 0.05) / (min(ground, letter) + 0.05) >= 4.5)
    }

    @Test("uses no colour when there is none, and few when there are few", arguments: Role.allCases)
    func depth(_ role: Role) {
        for colors in [0, 1, 7] {
            #expect(Palette(colors: colors)[role].foreground == -1)
            #expect(Palette(colors: colors)[role].background == -1)
        }
        for light in [false, true] {
            let style = Palette(colors: 8, light: light)[role]
            #expect(style == style.limited(to: 8))
        }
    }

    @Test("shows what matters without colour")
    func mono() {
        let palette = Palette(colors: 0)
        #expect(palette[.critical].attributes == [.reverse, .bold])
        #expect(palette[.cursor].attributes == .reverse)
        #expect(palette[.linkDown].attributes == .reverse)
        #expect(palette[.stale].attributes == .underline)
    }

    @Test(
        "finds the nearest colour a terminal has",
        arguments: [
            (203, 256, 203), (203, 8, 1), (78, 8, 2), (214, 8, 3), (75, 8, 6), (21, 8, 4), (245, 8, 7), (236, 8, 0),
            (9, 8, 1), (9, 16, 9), (196, 16, 9), (88, 16, 1), (231, 16, 15), (3, 8, 3), (203, 0, -1), (-1, 256, -1),
        ])
    func nearest(_ color: Int, _ colors: Int, _ expected: Int) {
        #expect(Style(foreground: Int16(color)).limited(to: colors).foreground == Int16(expected))
    }
}
