import TerminalUI

/// One line of a view that is read from top to bottom.
struct TextLine: Equatable {
    /// What stands before the text, in a column of its own.
    var label = ""
    var text: String
    var role = Role.text

    init(_ text: String, _ role: Role = .text, label: String = "") {
        self.label = label
        self.text = text
        self.role = role
    }

    static let blank = TextLine("")
    static func heading(_ text: String) -> TextLine { TextLine(text, .heading) }

    /// The cells that labels take.
    static let labels = 12

    /// A text with a label, on as many lines as it needs in so many columns.
    static func folded(_ text: String, _ role: Role = .text, label: String, columns: Int) -> [TextLine] {
        let width = max(10, columns - labels - 2)
        var lines: [TextLine] = []
        var rest = text[...]
        while !rest.isEmpty {
            var piece = String(rest)
            if TextWidth.columns(of: piece) > width {
                var end = rest.startIndex
                var used = 0
                while end < rest.endIndex, used + TextWidth.columns(of: rest[end]) <= width {
                    used += TextWidth.columns(of: rest[end])
                    end = rest.index(after: end)
                }
                if end == rest.startIndex { end = rest.index(after: end) }
                let space = rest[..<end].lastIndex(of: " ")
                if let space, space > rest.startIndex { end = rest.index(after: space) }
                piece = String(rest[..<end])
            }
            rest = rest.dropFirst(piece.count)
            lines.append(TextLine(piece, role, label: lines.isEmpty ? label : ""))
        }
        return lines.isEmpty ? [TextLine("", role, label: label)] : lines
    }
}

extension Canvas {
    /// Draws lines from the one numbered `top` on, with the words of a search marked.
    mutating func draw(
        _ lines: [TextLine], from top: Int, in rect: Rect, palette: Palette, search: TextSearch? = nil
    ) {
        for (row, line) in zip(rect.row..<rect.endRow, lines.dropFirst(top)) {
            var column = rect.column + 1
            if !line.label.isEmpty || line.role != .heading {
                put(line.label, row: row, column: column, style: palette[.faint], width: TextLine.labels - 1)
            }
            if line.role != .heading { column += TextLine.labels }
            put(
                line.text, row: row, column: column, style: palette[line.role],
                width: max(0, rect.endColumn - column - 1))
            mark(search, line: top + row - rect.row, text: line.text, row: row, column: column, in: rect, palette)
        }
    }
}
