public import Meetings

/// What a list shows, in words that a person types; the same in lists, on the command line and in alarm rules.
///
/// All terms must hold, in any case of letters:
///
///     stage                 some text of the row has "stage"; "main stage" in quotes is one text
///     theme:acme|summit     the field has one of the texts; =acme is the whole text; choices are whole
///     people:>3  2..5       numbers, lengths (length:>1h30m) and times (closes:<15m, started:>10:40, created:2031-03-04)
///     since:30m before:10:40   by the time that the kind of row has
///     is:live  has:theme    a flag holds, a field has a value
///     /keynote|track \d/    a pattern; room:/^track/ of one field
///     -is:live              not so
///
/// What is wrong is left out and told in `problems`: a wrong word never empties a list.
public struct Filter: Hashable, Sendable {
    /// The text as it was typed.
    public let text: String
    /// The kind of row that it is for.
    public let kind: FilterKind
    /// Seconds by which clock times in the text are ahead of UTC.
    public let utcOffset: Int
    /// The parts that were left out, in the order of the text.
    public let problems: [FilterProblem]
    let terms: [FilterTerm]

    /// The filter that `text` says, as far as it can be understood.
    public init(_ text: String, kind: FilterKind, utcOffset: Int = 0) {
        self.text = text
        self.kind = kind
        self.utcOffset = utcOffset
        let reader = FilterReader(kind: kind, utcOffset: utcOffset)
        var terms: [FilterTerm] = []
        var problems: [FilterProblem] = []
        for scanned in FilterScanner.terms(of: text) {
            do throws(FilterProblem) {
                if let term = try reader.term(scanned) { terms.append(term) }
            } catch {
                problems.append(error)
            }
        }
        self.terms = terms
        self.problems = problems
    }

    /// True when it lets everything through.
    public var isEmpty: Bool { terms.isEmpty }

    /// Whether all terms hold for `subject`.
    public func matches(_ subject: some FilterSubject, now: Timestamp) -> Bool {
        for term in terms where !term.matches(subject, now: now) { return false }
        return true
    }

    /// True when some term asks for one of these fields or flags: what is dear to fetch is fetched only then.
    public func asks(for names: Set<String>) -> Bool {
        terms.contains { term in term.conditions.contains { names.contains($0.name) } }
    }

    /// The plain words, for showing where they are in a text.
    public var words: [String] {
        terms.flatMap { term in term.isNegated ? [] : term.conditions.compactMap(\.word) }
    }

    /// Two filters are equal when they say the same of the same rows.
    public static func == (left: Filter, right: Filter) -> Bool {
        left.text == right.text && left.kind == right.kind && left.utcOffset == right.utcOffset
    }

    /// Hashes what equality looks at.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(text)
        hasher.combine(kind)
        hasher.combine(utcOffset)
    }
}

/// One part of a filter that could not be understood, for a person.
public struct FilterProblem: Error, Hashable, Sendable {
    /// Where it stands, in characters of the text.
    public let range: Range<Int>
    /// What is wrong with it and what would be right.
    public let sentence: String

    init(_ range: Range<Int>, _ sentence: String) {
        self.range = range
        self.sentence = sentence
    }
}

/// One term: any of its conditions holds, or with a minus none.
struct FilterTerm: Hashable, Sendable {
    var isNegated: Bool
    var conditions: [FilterCondition]

    func matches(_ subject: some FilterSubject, now: Timestamp) -> Bool {
        for condition in conditions where condition.holds(for: subject, now: now) { return !isNegated }
        return isNegated
    }
}
