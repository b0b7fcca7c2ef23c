extension Canvas {
    /// The columns of a row from the first to the last that shows something else on another canvas of the same size;
    /// nil where the row is the same. Both halves of a wide character are in it or none.
    public func difference(of row: Int, from other: Canvas) -> Range<Int>? {
        guard size == other.size, row >= 0, row < size.rows else { return nil }
        let start = row * size.columns
        let differs = { (index: Int) in cells[index] != other.cells[index] }
        guard var first = (start..<start + size.columns).first(where: differs),
            var last = (start..<start + size.columns).last(where: differs)
        else { return nil }
        while first > start, cells[first].width == 0 || other.cells[first].width == 0 { first -= 1 }
        let end = start + size.columns - 1
        while last < end, cells[last + 1].width == 0 || other.cells[last + 1].width == 0 { last += 1 }
        return first - start..<last + 1 - start
    }
}
