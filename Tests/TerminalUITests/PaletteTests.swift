import TerminalUI
import Testing

/// What a person has set a terminal to: its ground, its letters, and the first 16 of its palette.
struct Scheme: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let isLight: Bool
    let ground: Color
    let basic: [Color]

    private init(_ name: String, light: Bool = false, _ ground: String, _ basic: String) {
        testDescription = name
        isLight = light
        self.ground = Color(hex: ground) ?? .own
        self.basic = basic.split(separator: " ").map { Color(hex: String($0)) ?? .own }
    }

    private static let xterm =
        "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
    private static let solarized =
        "073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3"

    static let common = [
        Scheme("xterm, black", "#000000", xterm),
        Scheme("Solarized dark", "#002b36", solarized),
        Scheme(
            "Dracula", "#282a36",
            "21222c ff5555 50fa7b f1fa8c bd93f9 ff79c6 8be9fd f8f8f2 "
                + "6272a4 ff6e6e 69ff94 ffffa5 d6acff ff92df a4ffff ffffff"),
        Scheme(
            "Gruvbox dark", "#282828",
            "282828 cc241d 98971a d79921 458588 b16286 689d6a a89984 "
                + "928374 fb4934 b8bb26 fabd2f 83a598 d3869b 8ec07c ebdbb2"),
        Scheme(
            "Nord", "#2e3440",
            "3b4252 bf616a a3be8c ebcb8b 81a1c1 b48ead 88c0d0 e5e9f0 "
                + "4c566a bf616a a3be8c ebcb8b 81a1c1 b48ead 8fbcbb eceff4"),
        Scheme("xterm, white", light: true, "#ffffff", xterm),
        Scheme("Solarized light", light: true, "#fdf6e3", solarized),
        Scheme(
            "Gruvbox light", light: true, "#fbf1c7",
            "fbf1c7 cc241d 98971a d79921 458588 b16286 689d6a 7c6f64 "
                + "928374 9d0006 79740e b57614 076678 8f3f71 427b58 3c3836"),
    ]

    /// What a letter stands on and what it looks like; nil when both are the terminal's own.
    func contrast(_ style: Style) -> Double? {
        func seen(_ color: Color) -> Color {
            if let index = color.index, index < 16 { return basic[index] }
            return color
        }
        if style.foreground.isOwn, style.background.isOwn { return nil }
        let back = style.background.isOwn ? ground : seen(style.background)
        return seen(style.foreground).contrast(with: back)
    }
}

struct PaletteTests {
    @Test("can be read on the grounds that people use", arguments: Scheme.common, [256, Color.allColors])
    func contrast(_ scheme: Scheme, colors: Int) {
        let palette = Palette(colors: colors, light: scheme.isLight)
        for role in Role.allCases {
            if let contrast = scheme.contrast(palette[role]) { #expect(contrast >= 4.5, "\(role)") }
        }
    }

    @Test("keeps signs readable in the 16 colours that people choose", arguments: Scheme.common)
    func basicContrast(_ scheme: Scheme) {
        let palette = Palette(colors: 16, light: scheme.isLight)
        for role in Role.allCases {
            if let contrast = scheme.contrast(palette[role]) { #expect(contrast >= 3, "\(role)") }
        }
    }

    @Test("says by attributes or in words what it says by colour", arguments: Role.allCases)
    func attributes(_ role: Role) {
        // The roles that mono shows plain carry a sign or a word in every view: ●, ○, LIVE, •••, a chart's legend.
        let worded: [Role] = [.text, .faint, .live, .idle, .secret, .linkOK, .chart1, .chart2]
        #expect(Palette(colors: 0)[role].attributes.isEmpty == worded.contains(role))
    }

    @Test("uses no colour when there is none, and few when there are few", arguments: Role.allCases)
    func depth(_ role: Role) {
        for colors in [0, 1, 7] {
            #expect(Palette(colors: colors)[role].foreground == .own)
            #expect(Palette(colors: colors)[role].background == .own)
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
        #expect(Style(foreground: Color(index: color)).limited(to: colors).foreground == Color(index: expected))
    }
}
