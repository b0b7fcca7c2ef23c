/// How the letters of a cell are drawn.
public struct Attributes: OptionSet, Hashable, Sendable {
    /// The bits, as the module that owns the terminal reads them.
    public let rawValue: UInt32
    /// A set of these bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Heavier, or brighter, letters.
    public static let bold = Attributes(rawValue: 1)
    /// Fainter letters.
    public static let dim = Attributes(rawValue: 2)
    /// Slanted letters.
    public static let italic = Attributes(rawValue: 4)
    /// A line under the letters.
    public static let underline = Attributes(rawValue: 8)
    /// Letter and ground change places.
    public static let reverse = Attributes(rawValue: 16)
}

/// The colours and attributes of a cell.
public struct Style: Hashable, Sendable {
    // Cells are compared by the ten thousand: one number holds it all.
    private var bits: UInt64

    /// A style; without arguments, the terminal's own.
    public init(foreground: Color = .own, background: Color = .own, attributes: Attributes = []) {
        bits = UInt64(attributes.rawValue & 0xFF) << 56 | foreground.bits << 28 | background.bits
    }

    /// The letter's colour.
    public var foreground: Color {
        get { Color(bits: bits >> 28) }
        set { self = Style(foreground: newValue, background: background, attributes: attributes) }
    }
    /// The ground's colour.
    public var background: Color {
        get { Color(bits: bits) }
        set { self = Style(foreground: foreground, background: newValue, attributes: attributes) }
    }
    /// Bold, underlined and the like.
    public var attributes: Attributes {
        get { Attributes(rawValue: UInt32(bits >> 56)) }
        set { self = Style(foreground: foreground, background: background, attributes: newValue) }
    }

    /// This style with another laid over it: its colours where it has any, its attributes added.
    ///
    /// Plain reverse takes letters' own colours away, or each would become a ground of its own and the row a patchwork;
    /// a cell that has a ground already keeps its colours, for they are a warning.
    public func overlaid(with other: Style) -> Style {
        if other == Style(attributes: other.attributes), other.attributes.contains(.reverse), background.isOwn {
            return Style(attributes: attributes.subtracting(.dim).union(other.attributes))
        }
        return Style(
            foreground: other.foreground.isOwn ? foreground : other.foreground,
            background: other.background.isOwn ? background : other.background,
            attributes: attributes.union(other.attributes))
    }

    /// This style on a terminal with `colors` colours: a colour that it lacks becomes the nearest it has, and all go
    /// when it has fewer than 8.
    public func limited(to colors: Int) -> Style {
        if foreground.isOwn, background.isOwn { return self }
        return Style(
            foreground: foreground.nearest(of: colors), background: background.nearest(of: colors),
            attributes: attributes)
    }
}
