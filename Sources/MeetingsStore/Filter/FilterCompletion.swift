/// What Tab offers at one place of a filter's text.
public struct FilterCompletion: Hashable, Sendable {
    /// The characters that a candidate replaces.
    public let range: Range<Int>
    /// The nearest first; none where nothing fits.
    public let candidates: [FilterCandidate]

    /// What fits at `cursor`, counted in characters. `live` answers with the values that a field of the kind has now.
    public init(text: String, cursor: Int, kind: FilterKind, live: (FilterField) -> [String]) {
        let characters = Array(text)
        let cursor = min(max(0, cursor), characters.count)
        // Words are read to the end, so that the cursor may stand in the middle of one.
        let term = FilterScanner.terms(of: text).first {
            $0.range.lowerBound <= cursor && cursor <= $0.range.upperBound
        }
        guard let term, cursor > term.range.lowerBound else {
            range = cursor..<cursor
            candidates = Self.fields(kind, beginning: "")
            return
        }
        let start = term.range.lowerBound + (term.isNegated ? 1 : 0)
        guard let field = term.field, cursor > field.range.upperBound else {
            let end = term.field.map { $0.range.upperBound + 1 } ?? term.range.upperBound
            range = start..<max(start, end)
            candidates = Self.fields(kind, beginning: String(characters[start..<max(start, cursor)]))
            return
        }
        let value = term.values.first { $0.range.lowerBound <= cursor && cursor <= $0.range.upperBound }
        let name = kind.keywords.first { $0.name == field.name } ?? kind.field(named: field.name)
        guard let name, value?.form != .pattern else {
            range = cursor..<cursor
            candidates = []
            return
        }
        range = value?.range ?? cursor..<cursor
        let typed = String(characters[range.lowerBound..<cursor])
        candidates = Self.values(of: name, kind, beginning: typed, live: live)
    }

    /// The text with a candidate put in, and where the cursor stands then.
    public func applied(_ candidate: FilterCandidate, to text: String) -> (text: String, cursor: Int) {
        let characters = Array(text)
        let upper = min(range.upperBound, characters.count)
        let lower = min(range.lowerBound, upper)
        let head = String(characters[..<lower]) + candidate.text
        return (head + String(characters[upper...]), head.count)
    }

    private static func fields(_ kind: FilterKind, beginning: String) -> [FilterCandidate] {
        let typed = beginning.lowercased()
        return (kind.fields + kind.keywords).filter { $0.name.hasPrefix(typed) }.map {
            FilterCandidate(text: $0.name + ":", title: $0.title)
        }
    }

    private static func values(
        of field: FilterField, _ kind: FilterKind, beginning typed: String, live: (FilterField) -> [String]
    ) -> [FilterCandidate] {
        let sign = ["<=", ">=", "<", ">", "="].first { typed.hasPrefix($0) } ?? ""
        let wanted = typed.dropFirst(sign.count).drop { $0 == "\"" }.lowercased()
        let titles: (String) -> String
        let all: [String]
        switch field.kind {
        case .choice(let choices):
            all = choices
            titles = { choice in
                field.name == FilterKind.flag
                    ? kind.flags.first { $0.name == choice }?.title ?? "" : kind.field(named: choice)?.title ?? ""
            }
        case .text: (all, titles) = (live(field), { _ in "" })
        case .number: (all, titles) = (live(field), { _ in "" })
        case .span, .time: (all, titles) = (spans, { _ in "" })
        }
        let found = all.filter { $0.lowercased().hasPrefix(wanted) }
        let others = wanted.isEmpty ? [] : all.filter { !found.contains($0) && $0.lowercased().contains(wanted) }
        return (found + others).prefix(most).map { FilterCandidate(text: sign + quoted($0), title: titles($0)) }
    }

    /// As many as anybody looks through.
    private static let most = 50
    private static let spans = ["5m", "15m", "30m", "1h", "2h", "1d"]

    /// In quotes where it would be cut or read as something else.
    private static func quoted(_ text: String) -> String {
        let isPlain = !text.contains { $0.isWhitespace || $0 == "|" } && !text.isEmpty
        if isPlain, let first = text.first, !"\"/<>=".contains(first) { return text }
        var inner = ""
        for character in text {
            if character == "\"" || character == "\\" { inner.append("\\") }
            inner.append(character)
        }
        return "\"\(inner)\""
    }
}

/// One thing that Tab can put into a filter.
public struct FilterCandidate: Hashable, Sendable {
    /// What is put in, ready to be read.
    public let text: String
    /// What it means, in a few words; empty for a value that says it itself.
    public let title: String
}
