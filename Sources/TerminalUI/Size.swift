/// How large a terminal or a canvas is, in character cells. Never negative.
public struct Size: Hashable, Sendable {
    /// The number of lines.
    public let rows: Int
    /// The number of columns.
    public let columns: Int

    /// A size; negative numbers count as 0.
    public init(rows: Int, columns: Int) {
        self.rows = max(0, rows)
        self.columns = max(0, columns)
    }
}
