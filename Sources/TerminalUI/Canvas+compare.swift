extension Canvas {
    /// True when a row shows the same on another canvas of the same size.
    public func isRow(_ row: Int, equalTo other: Canvas) -> Bool {
        guard size == other.size, row >= 0, row < size.rows else { return false }
        for index in row * size.columns..<(row + 1) * size.columns where cells[index] != other.cells[index] {
            return false
        }
        return true
    }
}
