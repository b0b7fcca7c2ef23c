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
        var rest = width - fixed - Self.first - max(0, sharing.count - 1)
        // What a column has no use for goes to those that have: the least demanding take theirs first.
        func most(_ index: Int) -> Int {
            if case .share(let most, _) = columns[index].width { most } else { 0 }
        }
        for (taken, index) in sharing.sorted(by: { (most($0), $0) < (most($1), $1) }).enumerated() {
            widths[index] = min(max(4, rest / (sharing.count - taken)), most(index))
            rest -= widths[index]
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
