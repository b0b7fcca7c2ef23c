/// What a mistyped word may have been meant to be.
public enum Spelling {
    /// The nearest of `names`; nil when none is near.
    public static func nearest(to word: String, among names: some Sequence<String>) -> String? {
        let near = names.map { (name: $0, distance: distance(word, $0)) }.min { $0.distance < $1.distance }
        guard let near, near.distance <= max(1, word.count / 3) else { return nil }
        return near.name
    }

    /// How many letters must be typed, left out, replaced or swapped with their neighbour to make one word of the other
    /// (optimal string alignment). Only the first 40 letters of each are looked at.
    public static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left.prefix(40)), Array(right.prefix(40)))
        var rows = [Array(0...right.count)]
        for (line, letter) in left.enumerated() {
            var row = [line + 1]
            for (column, other) in right.enumerated() {
                let replaced = rows[line][column] + (letter == other ? 0 : 1)
                var least = min(replaced, row[column] + 1, rows[line][column + 1] + 1)
                if line > 0, column > 0, letter == right[column - 1], left[line - 1] == other {
                    least = min(least, rows[line - 1][column - 1] + 1)
                }
                row.append(least)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}
