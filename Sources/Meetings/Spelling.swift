/// Finds the word that was meant by one that is misspelt.
public enum Spelling {
    /// How many letters must be typed, left out, replaced or swapped with their neighbour to make one word of the other
    /// (optimal string alignment). Costs the product of their lengths.
    public static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left), Array(right))
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

    /// The nearest of some words; nil when none is near: one letter in three may be wrong, and always one.
    public static func nearest(to word: String, among words: some Sequence<String>) -> String? {
        let short = String(word.prefix(40))
        let found = words.map { (word: $0, distance: distance(short, $0)) }.min { $0.distance < $1.distance }
        guard let found, found.distance <= max(1, short.count / 3) else { return nil }
        return found.word
    }
}
