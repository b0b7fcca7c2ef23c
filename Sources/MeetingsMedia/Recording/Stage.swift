/// A rectangle of the picture, in pixels from the left and the top; all even, as the encoder needs.
struct Area: Hashable, Sendable {
    var x: Int
    var y: Int
    var width: Int
    var height: Int
}

/// How the picture is divided: a grid of people, or a screen with a strip of people beside it.
struct Stage: Hashable, Sendable {
    static let width = 1280
    static let height = 720
    /// Below each picture, for the name.
    static let bar = 28
    static let gap = 8
    /// How many people have a place beside a screen.
    static let stripPlaces = 5

    private static let strip = 192

    let hasScreen: Bool

    init(screen: Bool) { hasScreen = screen }

    /// How many people are shown at most.
    var places: Int { hasScreen ? Self.stripPlaces : Cast.most }

    /// The shared screen's place.
    static let screen = Area(x: gap, y: gap, width: width - strip - 3 * gap, height: height - 2 * gap)

    /// The places of so many people, in reading order. Each includes its bar.
    func areas(_ count: Int) -> [Area] {
        guard count > 0 else { return [] }
        return hasScreen ? stripAreas(count) : gridAreas(count)
    }

    private func stripAreas(_ count: Int) -> [Area] {
        let height = Self.even(Self.strip * 9 / 16) + Self.bar
        return (0..<count).map { index in
            Area(
                x: Self.width - Self.strip - Self.gap, y: Self.gap + index * (height + Self.gap), width: Self.strip,
                height: height)
        }
    }

    /// Of all numbers of columns the one that makes the pictures largest; the last row stands in the middle.
    private func gridAreas(_ count: Int) -> [Area] {
        let sizes = (1...count).map { columns in (columns, Self.cell(columns, (count + columns - 1) / columns)) }
        guard let (columns, cell) = sizes.max(by: { $0.1.width < $1.1.width }) else { return [] }
        let rows = (count + columns - 1) / columns
        let top = (Self.height - rows * cell.height - (rows - 1) * Self.gap) / 2
        return (0..<count).map { index in
            let row = index / columns
            let inRow = min(columns, count - row * columns)
            let left = (Self.width - inRow * cell.width - (inRow - 1) * Self.gap) / 2
            return Area(
                x: Self.even(left + (index - row * columns) * (cell.width + Self.gap)),
                y: Self.even(top + row * (cell.height + Self.gap)), width: cell.width, height: cell.height)
        }
    }

    private static func cell(_ columns: Int, _ rows: Int) -> (width: Int, height: Int) {
        let widest = (width - (columns + 1) * gap) / columns
        let highest = (height - (rows + 1) * gap) / rows - bar
        let fitting = even(max(2, min(widest, highest * 16 / 9)))
        return (fitting, even(fitting * 9 / 16) + bar)
    }

    static func even(_ number: Int) -> Int { number - number % 2 }
}

extension Area {
    /// The part above the bar: where the picture is.
    var picture: Area { Area(x: x, y: y, width: width, height: height - Stage.bar) }
}
