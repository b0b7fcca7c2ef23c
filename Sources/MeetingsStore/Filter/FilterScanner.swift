/// A term as it stands in the text, not yet understood.
struct ScannedTerm {
    /// All of it, the minus included.
    var range: Range<Int>
    var isNegated: Bool
    /// The word before the colon.
    var field: (name: String, range: Range<Int>)?
    /// The values between the bars; an empty one is left out.
    var values: [ScannedValue]
    /// The term without its minus, as typed.
    var text: String
}

/// One value of a term.
struct ScannedValue {
    enum Form { case plain, quoted, pattern }

    /// `<`, `<=`, `>`, `>=`, `=` or nothing.
    var comparison: String
    var form: Form
    /// Without quotes or slashes.
    var text: String
    /// All of it.
    var range: Range<Int>
    /// False when its quote or slash is missing at the end.
    var isClosed: Bool
}

/// Cuts a filter's text into terms. Never fails.
struct FilterScanner {
    private let characters: [Character]
    private var index = 0

    private init(_ text: String) { characters = Array(text) }

    static func terms(of text: String) -> [ScannedTerm] {
        var scanner = FilterScanner(text)
        var terms: [ScannedTerm] = []
        while let term = scanner.next() { terms.append(term) }
        return terms
    }

    private var peek: Character? { index < characters.count ? characters[index] : nil }

    private mutating func next() -> ScannedTerm? {
        while let character = peek, character.isWhitespace { index += 1 }
        guard index < characters.count else { return nil }
        let start = index
        let isNegated = take("-")
        let bare = index
        let field = takeField()
        var values: [ScannedValue] = []
        repeat {
            let value = takeValue(compares: field != nil)
            if !value.text.isEmpty || value.form != .plain || !value.comparison.isEmpty { values.append(value) }
        } while take("|")
        // After a closing quote or slash a new term begins, blank or not.
        return ScannedTerm(
            range: start..<index, isNegated: isNegated, field: field, values: values,
            text: String(characters[bare..<index]))
    }

    private mutating func take(_ character: Character) -> Bool {
        guard peek == character else { return false }
        index += 1
        return true
    }

    /// A word of letters, digits, `_` and `-` that begins with a letter and ends with a colon.
    private mutating func takeField() -> (name: String, range: Range<Int>)? {
        guard let first = peek, first.isASCII, first.isLetter else { return nil }
        var end = index
        while end < characters.count, characters[end].isFieldPart { end += 1 }
        guard end < characters.count, characters[end] == ":" else { return nil }
        let range = index..<end
        index = end + 1
        return (String(characters[range]).lowercased(), range)
    }

    private mutating func takeValue(compares: Bool) -> ScannedValue {
        let start = index
        var comparison = ""
        if compares {
            for sign in ["<=", ">=", "<", ">", "="] where starts(with: sign) {
                comparison = sign
                index += sign.count
                break
            }
        }
        let (form, text, isClosed) = takeText()
        return ScannedValue(
            comparison: comparison, form: form, text: text, range: start..<index, isClosed: isClosed)
    }

    private func starts(with sign: String) -> Bool { characters[index...].starts(with: sign) }

    private mutating func takeText() -> (ScannedValue.Form, String, isClosed: Bool) {
        if take("\"") {
            let (text, isClosed) = takeUntil("\"", keepsEscapes: false)
            return (.quoted, text, isClosed)
        }
        if take("/") {
            let (text, isClosed) = takeUntil("/", keepsEscapes: true)
            return (.pattern, text, isClosed)
        }
        let start = index
        while let character = peek, !character.isWhitespace, character != "|" { index += 1 }
        return (.plain, String(characters[start..<index]), true)
    }

    private mutating func takeUntil(_ end: Character, keepsEscapes: Bool) -> (String, isClosed: Bool) {
        var text = ""
        while let character = peek {
            index += 1
            if character == end { return (text, true) }
            if character == "\\", let escaped = peek, keepsEscapes || escaped == end || escaped == "\\" {
                if keepsEscapes, escaped != end { text.append(character) }
                text.append(escaped)
                index += 1
            } else {
                text.append(character)
            }
        }
        return (text, false)
    }
}

extension Character {
    fileprivate var isFieldPart: Bool { isASCII && (isLetter || isNumber) || self == "_" || self == "-" }
}
