import TerminalUI

/// Words that are looked for in the lines of an open view.
struct TextSearch: Equatable, Sendable {
    let words: String
    /// The line that was found last; nil before the first, and once the view was scrolled by hand.
    var line: Int?

    private let letters: [String]

    init(_ words: String) {
        self.words = words
        letters = words.map { $0.lowercased() }
    }

    /// Where the words stand in a text, in characters.
    func places(in text: String) -> [Range<Int>] {
        guard !letters.isEmpty else { return [] }
        let folded = text.map { $0.lowercased() }
        var places: [Range<Int>] = []
        var start = 0
        while start + letters.count <= folded.count {
            if folded[start..<start + letters.count].elementsEqual(letters) {
                places.append(start..<start + letters.count)
                start += letters.count
            } else {
                start += 1
            }
        }
        return places
    }

    /// The line to go to among those that hold the words: the one after `line`, or before it, else the one at the
    /// other end. `from` is the first line on the screen.
    func next(by step: Int, among lines: [Int], from top: Int) -> (line: Int, isAround: Bool)? {
        guard let first = lines.first, let last = lines.last else { return nil }
        if step > 0 {
            let found = lines.first { line in self.line.map { line > $0 } ?? (line >= top) }
            return found.map { ($0, false) } ?? (first, true)
        }
        let found = lines.last { $0 < line ?? top }
        return found.map { ($0, false) } ?? (last, true)
    }
}

extension Canvas {
    /// Marks the words in a text that was put at a column, and the line if it was found last.
    mutating func mark(
        _ search: TextSearch?, line: Int, text: String, row: Int, column: Int, in rect: Rect, _ palette: Palette
    ) {
        guard let search else { return }
        let end = rect.endColumn - 1
        for place in search.places(in: text) {
            let start = column + TextWidth.columns(of: String(text.prefix(place.lowerBound)))
            let width = TextWidth.columns(of: String(text.dropFirst(place.lowerBound).prefix(place.count)))
            guard start < end else { break }
            restyle(row: row, columns: start..<min(end, start + width), style: palette[.cursor])
        }
        if line == search.line { put("▶", row: row, column: rect.column, style: palette[.heading]) }
    }
}
