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
    /// The letter's colour: 0…255 of the terminal's palette, or -1 for its own.
    public var foreground: Int16
    /// The ground's colour: 0…255 of the terminal's palette, or -1 for its own.
    public var background: Int16
    /// Bold, underlined and the like.
    public var attributes: Attributes

    /// A style; without arguments, the terminal's own.
    public init(foreground: Int16 = -1, background: Int16 = -1, attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// This style with another laid over it: its colours where it has any, its attributes added.
    ///
    /// Plain reverse takes letters' own colours away, or each would become a ground of its own and the row a patchwork;
    /// a cell that has a ground already keeps its colours, for they are a warning.
    public func overlaid(with other: Style) -> Style {
        if other == Style(attributes: other.attributes), other.attributes.contains(.reverse), background < 0 {
            return Style(attributes: attributes.subtracting(.dim).union(other.attributes))
        }
        return Style(
            foreground: other.foreground >= 0 ? other.foreground : foreground,
            background: other.background >= 0 ? other.background : background,
            attributes: attributes.union(other.attributes))
    }
}
