/// One character cell of a terminal.
public struct Cell: Hashable, Sendable {
    var glyph: Glyph
    /// Its colours and attributes.
    public var style: Style

    init(_ glyph: Glyph, _ style: Style) {
        self.glyph = glyph
        self.style = style
    }

    /// An empty cell.
    public static let blank = Cell(.blank, Style())

    /// Columns from this cell on: 1, 2 for a wide character, 0 for the second column of one.
    public var width: Int { glyph.width }
    /// The number of scalars: 1 and its marks, at most 5; 0 in the second column of a wide character.
    public var scalarCount: Int { glyph.count }
    /// The scalar at an index below `scalarCount`. None is ever a control character.
    public func scalar(_ index: Int) -> Unicode.Scalar { glyph[index] }
    /// The character as text; empty in the second column of a wide character.
    public var text: String {
        var view = String.UnicodeScalarView()
        for index in 0..<scalarCount { view.append(glyph[index]) }
        return String(view)
    }
    /// True for a space, whatever its style.
    public var isBlank: Bool { glyph == .blank }
}
