import TerminalUI

/// What a person wishes of colours.
public enum ColorWish: String, CaseIterable, Sendable {
    /// None.
    case never
    /// As many as the terminal has, unless `NO_COLOR` is set.
    case auto
    /// As many as the terminal has.
    case always
    /// At most the 16 that people choose.
    case sixteen = "16"
    /// At most the palette of 256.
    case palette = "256"
    /// Red, green and blue, also where nothing says that the terminal takes them.
    case truecolor

    /// The most colours that may be used. `COLORTERM` tells whether a terminal takes red, green and blue.
    var limit: Int {
        switch self {
        case .never: 0
        case .auto: Terminal.refusesColor ? 0 : Self.always.limit
        case .always: Terminal.takesDirectColor ? Color.allColors : 256
        case .sixteen: 16
        case .palette: 256
        case .truecolor: Color.allColors
        }
    }
}
