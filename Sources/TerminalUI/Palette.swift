/// The style of each role on one kind of terminal.
///
/// The ground stays the terminal's own. The 256-colour accents keep a contrast of 4.5:1 against black (dark) or white
/// (light); with 8 or 16 colours the terminal's own palette decides, and yellow is left out on a light ground.
public struct Palette: Hashable, Sendable {
    /// How many colours are used: 0 (none), 8, 16 or 256.
    public let colors: Int
    /// True on a light ground.
    public let light: Bool

    /// A palette for a terminal with this many colours; fewer than 8 count as none, as does a person's wish for none.
    public init(colors: Int, light: Bool = false) {
        self.colors = colors >= 256 ? 256 : colors >= 16 ? 16 : colors >= 8 ? 8 : 0
        self.light = light
    }

    /// A role's style.
    public subscript(role: Role) -> Style {
        switch colors {
        case 0: Style(attributes: role.plain)
        case 256: role.rich(light: light)
        default: role.basic(light: light)
        }
    }
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
    fileprivate func basic(light: Bool) -> Style {
        let yellow: Int16 = light ? -1 : 3
        return switch self {
        case .text, .faint, .idle, .expired, .stale: Style()
        case .heading: Style(attributes: .bold)
        case .cursor: Style(attributes: .reverse)
        case .marked: Style(foreground: yellow, attributes: .bold)
        case .warning: Style(foreground: yellow, attributes: light ? .bold : [])
        case .critical, .badgeProd: Style(foreground: 1, attributes: .reverse)
        case .live, .linkOK: Style(foreground: 2)
        case .recording, .error: Style(foreground: 1, attributes: .bold)
        case .host: Style(foreground: 6, attributes: .bold)
        case .secret: Style(foreground: 5)
        case .linkDown: Style(foreground: 1, attributes: .bold)
        case .badge: Style(foreground: 4, attributes: .bold)
        case .chart1: Style(foreground: 6)
        case .chart2: Style(foreground: yellow)
        }
    }

    /// Colours of the 256-colour cube.
    fileprivate func rich(light: Bool) -> Style {
        func accent(_ dark: Int16, _ bright: Int16, _ attributes: Attributes = []) -> Style {
            Style(foreground: light ? bright : dark, attributes: attributes)
        }
        return switch self {
        case .text: Style()
        case .faint: accent(245, 240)
        case .heading: Style(attributes: .bold)
        case .cursor: Style(attributes: .reverse)
        case .marked: accent(221, 94)
        case .critical: Style(foreground: light ? 124 : 203, background: light ? 224 : 52)
        case .warning: accent(214, 130)
        case .live, .linkOK: accent(78, 28)
        case .idle: accent(245, 242)
        case .expired, .stale: accent(244, 243)
        case .recording: accent(204, 161)
        case .host: accent(80, 24)
        case .secret: accent(176, 90)
        case .linkDown, .error: accent(203, 160)
        case .badgeProd: Style(foreground: 231, background: 124)
        case .badge: accent(75, 25)
        case .chart1: accent(80, 24)
        case .chart2: accent(214, 130)
        }
    }
}
