import ArgumentParser

/// What a mistyped verb may have been meant to be. The parser suggests nothing where a command has a default verb.
enum VerbSuggestion {
    /// The sentence for `arguments`, the words after the program's name; nil when their verbs are all known, or when
    /// none is near.
    static func sentence(for arguments: [String], of root: any ParsableCommand.Type) -> String? {
        var command = root
        var spoken = [command._commandName]
        for word in arguments {
            if command.configuration.subcommands.isEmpty || word.hasPrefix("-") { return nil }
            if let next = command.configuration.subcommands.first(where: { $0._commandName == word }) {
                command = next
                spoken.append(word)
                continue
            }
            let names = command.configuration.subcommands.map { $0._commandName }
            let nearest = names.map { (name: $0, distance: distance(word, $0)) }.min { $0.distance < $1.distance }
            guard let nearest, nearest.distance <= max(1, word.count / 3) else { return nil }
            return "There is no `\(spoken.joined(separator: " ")) \(word)`. Did you mean `\(nearest.name)`?"
        }
        return nil
    }

    /// How many letters must be typed, left out, replaced or swapped with their neighbour to make one word of the other
    /// (optimal string alignment).
    static func distance(_ left: String, _ right: String) -> Int {
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
}
