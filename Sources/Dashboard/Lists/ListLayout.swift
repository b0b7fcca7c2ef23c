/// Where the columns of a list lie in a table of some width.
struct ListLayout {
    /// A column and the cells that it has.
    struct Place {
        let column: ListColumn
        let start: Int
        let width: Int
        var end: Int { start + width }
    }

    /// Where the mark of the cursor stands: beside the sign, never over it.
    static let mark = 2
    /// Where the first column after the sign begins.
    static let first = 3

    let places: [Place]

    init(_ columns: [ListColumn], width: Int) {
        var widths = columns.map { column -> Int in
            if case .fixed(let rule) = column.width { return max(0, rule(width)) }
            return 0
        }
        let sharing = columns.indices.filter { index in
            if case .share(_, let least) = columns[index].width { return width >= least }
            return false
        }
        let fixed = widths.filter { $0 > 0 }.reduce(0) { $0 + $1 + 1 }
        let rest = width - fixed - Self.first - max(0, sharing.count - 1)
        let share = max(4, rest / max(1, sharing.count))
        for index in sharing {
            if case .share(let most, _) = columns[index].width { widths[index] = min(share, most) }
        }
        var next = Self.first
        var places: [Place] = []
        for (column, cells) in zip(columns, widths) where cells > 0 {
            places.append(Place(column: column, start: next, width: cells))
            next += cells + 1
        }
        self.places = places
    }
}
