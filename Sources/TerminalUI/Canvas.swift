/// A picture of a terminal: cells, and perhaps a cursor. Drawing outside is clipped, and no text can put a control
/// character, or half of a wide character, into it.
public struct Canvas: Equatable, Sendable {
    /// How large it is.
    public let size: Size
    /// All cells, row after row.
    public private(set) var cells: [Cell]
    /// Where the terminal's cursor blinks; nil hides it.
    public var cursor: (row: Int, column: Int)? {
        get { place.map { ($0.row, $0.column) } }
        set {
            place = newValue.flatMap {
                $0.row >= 0 && $0.row < size.rows && $0.column >= 0 && $0.column < size.columns
                    ? Place(row: $0.row, column: $0.column) : nil
            }
        }
    }
    private struct Place: Hashable, Sendable {
        var row: Int
        var column: Int
    }
    private var place: Place?

    /// A blank canvas.
    public init(size: Size) {
        self.size = size
        cells = Array(repeating: .blank, count: size.rows * size.columns)
    }

    /// All of the canvas.
    public var bounds: Rect { Rect(size) }

    /// The cell at a place; a blank one outside.
    public subscript(row: Int, column: Int) -> Cell {
        guard row >= 0, row < size.rows, column >= 0, column < size.columns else { return .blank }
        return cells[row * size.columns + column]
    }

    /// Draws text from a place to the right and returns the columns it took, up to the right edge.
    ///
    /// With `width`, text that is longer is cut with `…`, and shorter text is followed by spaces in the same style, so
    /// exactly that many columns are taken.
    @discardableResult
    public mutating func put(
        _ text: String, row: Int, column: Int, style: Style = Style(), width: Int? = nil
    ) -> Int {
        guard row >= 0, row < size.rows, column < size.columns else { return 0 }
        guard let width else { return draw(text[...], row: row, column: column, style: style) }
        guard width > 0 else { return 0 }
        let (end, used, isCut) =
            text.plainCount.map { $0 <= width } == true
            ? (text.endIndex, text.utf8.count, false) : TextWidth.prefix(of: text, columns: width)
        var next = column + draw(text[..<end], row: row, column: column, style: style)
        if isCut { next += draw(TerminalUI.ellipsis[...], row: row, column: next, style: style) }
        fill(Rect(row: row, column: column + used, rows: 1, columns: width - used), style)
        return min(width, size.columns - column)
    }

    /// Draws text so that it ends before a column, and returns the columns it took. For numbers.
    @discardableResult
    public mutating func put(_ text: String, row: Int, endingBefore column: Int, style: Style = Style()) -> Int {
        let columns = TextWidth.columns(of: text)
        put(text, row: row, column: column - columns, style: style)
        return columns
    }

    /// Empties a part and gives it a style.
    public mutating func fill(_ rect: Rect, _ style: Style = Style()) {
        let part = rect.intersection(bounds)
        for row in part.row..<part.endRow {
            for column in part.column..<part.endColumn { set(.blank, style, row: row, column: column) }
        }
    }

    /// Writes one narrow character into every cell of a part.
    mutating func fill(_ rect: Rect, with scalar: Unicode.Scalar, style: Style) {
        let part = rect.intersection(bounds)
        let glyph = Glyph(scalar, width: 1)
        for row in part.row..<part.endRow {
            for column in part.column..<part.endColumn { set(glyph, style, row: row, column: column) }
        }
    }

    /// Lays a style over what is drawn: its colours where it has any, its attributes added.
    public mutating func restyle(_ rect: Rect, _ style: Style) {
        let part = rect.intersection(bounds)
        for row in part.row..<part.endRow {
            for index in row * size.columns + part.column..<row * size.columns + part.endColumn {
                cells[index].style = cells[index].style.overlaid(with: style)
            }
        }
    }

    /// Lays a style over some columns of a row; all of them when `columns` is nil.
    public mutating func restyle(row: Int, columns: Range<Int>? = nil, style: Style) {
        let range = columns ?? 0..<size.columns
        restyle(Rect(row: row, column: range.lowerBound, rows: 1, columns: range.count), style)
    }

    /// The same picture with the signs of a set.
    public func drawn(with glyphs: GlyphSet) -> Canvas {
        if glyphs == .unicode { return self }
        var canvas = self
        for index in cells.indices where cells[index].scalarCount == 1 {
            let sign = cells[index].scalar(0)
            let plain = glyphs.scalar(for: sign)
            if plain != sign { canvas.cells[index].glyph = Glyph(plain, width: 1) }
        }
        return canvas
    }

    /// The picture without styles, a string for each row, trailing blanks cut.
    public var lines: [String] {
        (0..<size.rows).map { row in
            let line = cells[row * size.columns..<(row + 1) * size.columns]
            let end = line.lastIndex { !$0.isBlank }.map { $0 + 1 } ?? line.startIndex
            return line[..<end].reduce(into: "") { $0 += $1.text }
        }
    }

    /// The picture without styles, in one piece.
    public var picture: String { lines.joined(separator: "\n") }

    /// Draws without cutting marks; a cluster that does not fit whole is left out. Returns the columns taken.
    private mutating func draw(_ text: Substring, row: Int, column: Int, style: Style) -> Int {
        if column >= 0, let taken = drawPlain(text, row: row, column: column, style: style) { return taken }
        var next = column
        for character in text {
            if let ascii = character.asciiValue, ascii >= 0x20, ascii < 0x7F {
                guard next < size.columns else { break }
                set(Glyph(Unicode.Scalar(ascii), width: 1), style, row: row, column: next)
                next += 1
                continue
            }
            let width = TextWidth.columns(of: character)
            guard next + width <= size.columns else {
                fill(Rect(row: row, column: next, rows: 1, columns: size.columns - next), style)
                return size.columns - column
            }
            Glyph.each(in: character) { glyph in
                set(glyph, style, row: row, column: next)
                next += glyph.width
            }
        }
        return next - column
    }

    /// Draws text that is printable ASCII only, most of all text, without looking for clusters; nil for any other.
    private mutating func drawPlain(_ text: Substring, row: Int, column: Int, style: Style) -> Int? {
        let (start, columns) = (row * size.columns, size.columns)
        return text.utf8.withContiguousStorageIfAvailable { bytes -> Int? in
            guard bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return nil }
            let count = min(bytes.count, columns - column)
            guard count > 0 else { return 0 }
            // Only the ends of the run can cut a wide character in half.
            if cells[start + column].width == 0, column > 0 { cells[start + column - 1].glyph = .blank }
            if column + count < columns, cells[start + column + count].width == 0 {
                cells[start + column + count].glyph = .blank
            }
            for (index, byte) in bytes.prefix(count).enumerated() {
                cells[start + column + index] = Cell(Glyph(Unicode.Scalar(byte), width: 1), style)
            }
            return count
        } ?? nil
    }

    /// Writes one character, and blanks the other halves of wide characters it covers.
    private mutating func set(_ glyph: Glyph, _ style: Style, row: Int, column: Int) {
        let end = column + glyph.width
        guard column >= 0 else {
            // The right half of a wide character that starts left of the edge.
            if end > 0 { set(.blank, style, row: row, column: 0) }
            return
        }
        let start = row * size.columns
        if cells[start + column].width == 0, column > 0 { cells[start + column - 1].glyph = .blank }
        if end < size.columns, cells[start + end].width == 0 { cells[start + end].glyph = .blank }
        cells[start + column] = Cell(glyph, style)
        if glyph.width == 2 { cells[start + column + 1] = Cell(.continuation, style) }
    }
}
