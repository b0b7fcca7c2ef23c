/// How many columns text takes in a terminal, and text cut to columns.
public enum TextWidth {
    /// The columns that `text` takes when it is drawn.
    public static func columns(of text: String) -> Int {
        if let ascii = text.plainCount { return ascii }
        return text.reduce(0) { $0 + columns(of: $1) }
    }

    /// The columns of one grapheme cluster; 0 for a stray joiner.
    public static func columns(of character: Character) -> Int {
        if let ascii = character.asciiValue, (0x20..<0x7F).contains(ascii) { return 1 }
        var total = 0
        Glyph.each(in: character) { total += $0.width }
        return total
    }

    /// `text`, or as much of its start as fits `columns` with `…` after it, cut between grapheme clusters. `padded`
    /// adds spaces up to `columns`.
    public static func fit(_ text: String, to columns: Int, padded: Bool = false) -> String {
        guard columns > 0 else { return "" }
        let (kept, used, isCut) = prefix(of: text, columns: columns)
        var result = isCut ? String(text[..<kept]) + TerminalUI.ellipsis : text
        if padded { result += String(repeating: " ", count: columns - used) }
        return result
    }

    /// `text` at the right end of `columns`, spaces before it; cut as `fit` does.
    public static func right(_ text: String, in columns: Int) -> String {
        let fitted = fit(text, to: columns)
        return String(repeating: " ", count: max(0, columns - self.columns(of: fitted))) + fitted
    }

    /// `text` in pieces of at most `columns`, broken at spaces where there are some. Never empty.
    public static func wrap(_ text: String, to columns: Int) -> [String] {
        guard columns > 0 else { return [""] }
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in text.split(separator: " ", omittingEmptySubsequences: true) {
            let width = self.columns(of: String(word))
            if used > 0, used + 1 + width <= columns {
                line += " " + word
                used += 1 + width
                continue
            }
            if !line.isEmpty { lines.append(line) }
            (line, used) = ("", 0)
            for character in word {
                let step = self.columns(of: character)
                if used + step > columns, used > 0 {
                    lines.append(line)
                    (line, used) = ("", 0)
                }
                line.append(character)
                used += step
            }
        }
        lines.append(line)
        return lines
    }

    /// Where to cut so that the text, and `…` when it is cut, takes at most `columns`; the columns it then takes.
    static func prefix(of text: String, columns: Int) -> (end: String.Index, used: Int, isCut: Bool) {
        var used = 0
        // The last place where `…` still fits.
        var cut = text.startIndex
        var usedAtCut = 0
        for index in text.indices {
            if used < columns { (cut, usedAtCut) = (index, used) }
            used += self.columns(of: text[index])
            if used > columns { return (cut, usedAtCut + 1, true) }
        }
        return (text.endIndex, used, false)
    }
}

extension String {
    /// The number of characters if all of them are printable ASCII: each is one column then.
    var plainCount: Int? {
        var copy = self
        return copy.withUTF8 { bytes in bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F } ? bytes.count : nil }
    }
}
