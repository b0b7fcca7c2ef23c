/// The style of each role on one kind of terminal.
///
/// The ground stays the terminal's own. With 256 colours or more the accents keep a contrast of 4.5:1 against the
/// grounds that people use, dark or light; with 8 or 16 the terminal's own palette decides, and what is pale on a
/// light ground is left out.
public struct Palette: Hashable, Sendable {
    /// How many colours are used: 0 (none), 8, 16, 256 or `Color.allColors`.
    public let colors: Int
    /// True on a light ground.
    public let light: Bool

    /// A palette for a terminal with this many colours; fewer than 8 count as none, as does a person's wish for none.
    public init(colors: Int, light: Bool = false) {
        self.colors = [Color.allColors, 256, 16, 8].first { $0 <= colors } ?? 0
        self.light = light
    }

    /// A role's style.
    public subscript(role: Role) -> Style {
        switch colors {
        case 0: Style(attributes: role.plain)
        case 8, 16: role.basic(light: light, bright: colors == 16)
        default: role.rich(light: light)
        }
    }

    /// A colour that a person chose, as near as this terminal shows it, as the letter's; without colours, plain.
    public func swatch(_ color: Color) -> Style { Style(foreground: color.nearest(of: colors)) }
}

extension Role {
    /// Attributes alone.
    fileprivate var plain: Attributes {
        switch self {
        case .text, .faint, .live, .idle, .secret, .linkOK, .chart1, .chart2: []
        case .heading, .marked, .warning, .recording, .host, .badge, .error: .bold
        case .cursor, .linkDown, .badgeProd: .reverse
        case .critical: [.reverse, .bold]
        case .expired, .stale: .underline
        }
    }

    /// The eight colours that every colour terminal has: 1 red, 2 green, 3 yellow, 4 blue, 5 magenta, 6 cyan.
    ///
    /// Blue is too dark on black; green, yellow and cyan are too pale on white. Bright red is the one that common
    /// palettes keep readable on a dark ground.
    fileprivate func basic(light: Bool, bright: Bool) -> Style {
        let red: Color = bright && !light ? 9 : 1
        func accent(_ dark: Color, _ pale: Color, _ attributes: Attributes = []) -> Style {
            Style(foreground: light ? pale : dark, attributes: attributes)
        }
        return switch self {
        case .text, .faint, .idle, .expired, .stale: Style()
        case .heading: Style(attributes: .bold)
        case .cursor: Style(attributes: .reverse)
        case .marked: accent(3, .own, .bold)
        case .warning: accent(3, 5, .bold)
        case .critical, .badgeProd: Style(foreground: red, attributes: .reverse)
        case .live, .linkOK: accent(2, .own)
        case .recording, .error, .linkDown: Style(foreground: red, attributes: .bold)
        case .host: accent(6, 4, .bold)
        case .secret: Style(foreground: 5)
        case .badge: accent(6, 4, .bold)
        case .chart1: accent(6, 4)
        case .chart2: accent(3, 5)
        }
    }

    /// Colours of the 256-colour cube, which every terminal shows alike.
    fileprivate func rich(light: Bool) -> Style {
        func accent(_ dark: Color, _ deep: Color, _ attributes: Attributes = []) -> Style {
            Style(foreground: light ? deep : dark, attributes: attributes)
        }
        return switch self {
        case .text: Style()
        case .faint: accent(247, 240)
        case .heading: Style(attributes: .bold)
        case .cursor: Style(attributes: .reverse)
        case .marked: accent(221, 58)
        case .critical: Style(foreground: light ? 124 : 203, background: light ? 224 : 52)
        case .warning: accent(214, 94)
        case .live, .linkOK: accent(78, 22)
        case .idle: accent(248, 242)
        case .expired, .stale: accent(247, 241)
        case .recording: accent(211, 125)
        case .host: accent(80, 24)
        case .secret: accent(176, 90)
        case .linkDown, .error: accent(210, 160)
        case .badgeProd: Style(foreground: 231, background: 124)
        case .badge: accent(75, 25)
        case .chart1: accent(80, 24)
        case .chart2: accent(214, 94)
        }
    }
}
