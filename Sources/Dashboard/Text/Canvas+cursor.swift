import TerminalUI

extension Canvas {
    /// Lays the bar of the cursor over a row, with `▶` at one of its columns. Columns of the canvas whose colours say
    /// something stay out of it: a reversed chart says the opposite of the truth.
    mutating func drawCursor(on row: Rect, mark: Int, sparing columns: Range<Int>, style: Style) {
        restyle(row.left(columns.lowerBound - row.column), style)
        restyle(row.right(row.endColumn - columns.upperBound), style)
        put("▶", row: row.row, column: row.column + mark, style: style)
    }
}
