/// What boxes and rules are drawn with.
public enum Border: Hashable, Sendable {
    /// `┌─┐│└┘`
    case line
    /// `+-|`, for terminals and fonts without line drawing.
    case ascii

    var horizontal: Unicode.Scalar { self == .line ? "─" : "-" }
    var vertical: Unicode.Scalar { self == .line ? "│" : "|" }
    var corners: (topLeft: String, topRight: String, bottomLeft: String, bottomRight: String) {
        self == .line ? ("┌", "┐", "└", "┘") : ("+", "+", "+", "+")
    }
}

extension Canvas {
    /// Draws a horizontal line over some columns, with a text near its left end and one near its right end.
    public mutating func rule(
        row: Int, columns: Range<Int>, title: String = "", right: String? = nil, style: Style = Style(),
        border: Border = .line
    ) {
        guard !columns.isEmpty else { return }
        let line = Rect(row: row, column: columns.lowerBound, rows: 1, columns: columns.count)
        fill(line, with: border.horizontal, style: style)
        var end = columns.upperBound - 1
        if let right, !right.isEmpty {
            let text = " " + right + " "
            let width = TextWidth.columns(of: text)
            // A right text that leaves no room for the title gives way.
            if width + 4 <= columns.count {
                put(text, row: row, column: end - width, style: style)
                end -= width
            }
        }
        let room = end - columns.lowerBound - 1
        if !title.isEmpty, room > 2 {
            put(TextWidth.fit(" " + title + " ", to: room), row: row, column: columns.lowerBound + 1, style: style)
        }
    }

    /// Draws a box along the inner edge of a rectangle, with a title in its top line. The inside is left as it is.
    public mutating func frame(
        _ rect: Rect, title: String = "", right: String? = nil, style: Style = Style(), border: Border = .line
    ) {
        guard rect.rows > 0, rect.columns > 0 else { return }
        let last = rect.endRow - 1
        let edge = rect.endColumn - 1
        let corners = border.corners
        for row in [rect.row, last] {
            rule(row: row, columns: rect.column..<rect.endColumn, style: style, border: border)
        }
        for column in [rect.column, edge] {
            let line = Rect(row: rect.row, column: column, rows: rect.rows, columns: 1)
            fill(line, with: border.vertical, style: style)
        }
        if rect.columns > 2 {
            rule(
                row: rect.row, columns: rect.column + 1..<edge, title: title, right: right, style: style,
                border: border)
        }
        put(corners.topLeft, row: rect.row, column: rect.column, style: style)
        put(corners.topRight, row: rect.row, column: edge, style: style)
        put(corners.bottomLeft, row: last, column: rect.column, style: style)
        put(corners.bottomRight, row: last, column: edge, style: style)
    }
}
