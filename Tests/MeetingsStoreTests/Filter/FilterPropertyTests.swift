import Meetings
import MeetingsStore
import Testing
import ValueSupport

/// What holds for every text.
struct FilterPropertyTests {
    private static let pieces = [
        "name", "people", "closes", "is", "has", "since", "before", "type", "length", "x", ":", ":", ":", "<", ">", "=",
        "..", ".", "|", "-", "\"", "/", "\\", "(", ")", "[", "]", "{", "}", "*", "+", "?", "^", "$", " ", " ", "5",
        "10:40",
        "2031-03-04", "T", "Z", "15m", "1h", "live", "é", "審", "e\u{301}", "👩‍👩‍👧", "\u{0}", "\u{202E}", "9999999999",
        "\\d",
    ]

    private static func text(_ random: inout SeededRandom) -> String {
        (0..<Int.random(in: 0...14, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }

    @Test("no text traps, and what is reported lies in the text", arguments: FilterKind.allCases)
    func neverTraps(_ kind: FilterKind) {
        var random = SeededRandom(seed: 4)
        for _ in 0..<2_000 {
            let text = Self.text(&random)
            let filter = Filter(text, kind: kind)
            _ = filter.takes()
            for problem in filter.problems {
                #expect(!problem.range.isEmpty, "\(text)")
                #expect(problem.range.lowerBound >= 0 && problem.range.upperBound <= text.count, "\(text)")
                #expect(!problem.sentence.isEmpty)
            }
            let cursor = Int.random(in: -1...20, using: &random)
            let completion = FilterCompletion(text: text, cursor: cursor, kind: kind) { _ in ["Main Stage", "a\"b"] }
            #expect(completion.range.lowerBound >= 0 && completion.range.upperBound <= text.count, "\(text)")
            for candidate in completion.candidates.prefix(3) {
                let (changed, place) = completion.applied(candidate, to: text)
                #expect(place <= changed.count)
            }
        }
    }

    @Test("a term and its negation split the rows")
    func split() {
        let terms = [
            "main", "name:main|audit", "people:>3", "people:2..5", "closes:<15m", "closes:>10:40", "since:30m",
            "before:10:40", "is:live", "has:theme", "/^m/", "name:/st/", "length:>1h", "type:instant", "\"main stage\"",
        ]
        var random = SeededRandom(seed: 7)
        let rows = (0..<200).map { _ in Self.row(&random) }
        for term in terms {
            let (plain, negated) = (Filter(term, kind: .rooms), Filter("-" + term, kind: .rooms))
            #expect(plain.problems.isEmpty && negated.problems.isEmpty)
            for row in rows { #expect(plain.takes(row) != negated.takes(row), "\(term)") }
            #expect(rows.contains { plain.takes($0) } && rows.contains { negated.takes($0) }, "\(term)")
        }
    }

    @Test("more terms never let more through")
    func narrowing() {
        var random = SeededRandom(seed: 11)
        let rows = (0..<50).map { _ in Self.row(&random) }
        for (one, other) in [("main", "people:>3"), ("is:live", "-name:audit"), ("/a/", "closes:<1h")] {
            let both = Filter("\(one) \(other)", kind: .rooms)
            for row in rows {
                let apart = Filter(one, kind: .rooms).takes(row) && Filter(other, kind: .rooms).takes(row)
                #expect(both.takes(row) == apart)
            }
        }
    }

    private static func row(_ random: inout SeededRandom) -> FilterRow {
        let name = ["Main Stage", "Audit", "Track 1", "Mirror"].randomElement(using: &random) ?? ""
        var row = FilterRow(words: [name], fields: ["name": [.text(name)]])
        if Bool.random(using: &random) {
            row.fields["people"] = [.number(Double(Int.random(in: 0...9, using: &random)))]
        }
        if Bool.random(using: &random) {
            row.fields["closes"] = [.time(FilterRow.now + .seconds(Int.random(in: -3000...3000, using: &random)))]
        }
        if Bool.random(using: &random) {
            row.fields["created"] = [.time(FilterRow.now - .seconds(Int.random(in: 0...9000, using: &random)))]
        }
        if Bool.random(using: &random) {
            row.fields["length"] = [.span(.seconds(Int.random(in: 0...9000, using: &random)))]
        }
        if Bool.random(using: &random) { row.fields["theme"] = [.text("Acme")] }
        row.fields["type"] = [.text(Bool.random(using: &random) ? "instant" : "long_term")]
        if Bool.random(using: &random) { row.flags = ["live"] }
        return row
    }
}
