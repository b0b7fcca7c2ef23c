import Meetings
import MeetingsStore
import Testing

struct FilterPatternTests {
    @Test(
        "patterns say what they say elsewhere",
        arguments: [
            ("main", "The Main Stage", true), ("^main", "The Main Stage", false), ("^the", "The Main Stage", true),
            ("stage$", "The Main Stage", true), ("stage$", "Stages", false), ("^stage$", "Stage", true),
            ("tra.k", "Track", true), ("tra.k", "Trak", false), ("track \\d", "Track 4", true),
            ("track \\d", "Track A", false), ("track \\D", "Track A", true), ("^a*$", "", true), ("^a*$", "aaaa", true),
            ("^a+$", "", false), ("ab?c", "ac", true), ("ab?c", "abbc", false), ("^(ab)+$", "ababab", true),
            ("^(ab)+$", "aba", false), ("^(a|bc)$", "bc", true), ("a|b|c", "xxc", true), ("^a{2,3}$", "aa", true),
            ("^a{2,3}$", "aaaa", false), ("^a{2}$", "aaa", false), ("^a{2,}$", "aaaaa", true), ("a{x}", "a{x}", true),
            ("[a-c]1", "B1", true), ("[^a-c]1", "B1", false), ("[]x]", "]", true), ("[a\\]]", "]", true),
            ("[\\d-]", "-", true), ("\\bstage", "main stage", true), ("\\bstage", "backstage", false),
            ("\\Bstage", "backstage", true), ("zoë", "ZOË", true), ("\\w+é", "Café", true), ("^\\w$", "審", true),
            ("^.$", "é", true), ("\\.", "a.b", true), ("\\.", "ab", false), ("(?:ab)c", "abc", true),
            ("a+?b", "aab", true),
            ("(a*)*b", "aaab", true), ("()", "", true), ("\\/", "a/b", true), ("[A-Z]\\d", "b7", true),
        ])
    func patterns(_ pattern: String, _ text: String, _ isFound: Bool) {
        let filter = Filter("/\(pattern)/", kind: .rooms)
        #expect(filter.problems.isEmpty)
        #expect(filter.takes(FilterRow(words: [text])) == isFound)
    }

    @Test(
        "what patterns do not know is told",
        arguments: ["(?=a)", "\\1", "a\\", "a)", "[z-a]", "(((a{100}){100}){100})", "(a{9}){90}", "\\p", "?"])
    func faults(_ pattern: String) {
        #expect(Filter("/\(pattern)/", kind: .rooms).problems.count == 1)
    }

    @Test("patterns that hold a backtracking engine for ages take a moment")
    func noBacktracking() {
        let text = String(repeating: "a", count: 5_000)
        for pattern in ["(a+)+$b", "(a|aa)*c", "(a*)*(a*)*x", "^(([a-z])+.)+[A-Z]([a-z])+$1"] {
            let filter = Filter("/\(pattern)/", kind: .rooms)
            #expect(filter.problems.isEmpty)
            let clock = ContinuousClock()
            let spent = clock.measure { #expect(!filter.takes(FilterRow(words: [text]))) }
            // A backtracking engine does not come back within the age of the universe.
            #expect(spent < .seconds(5))
        }
    }

    @Test("a pattern that is too long is told")
    func tooLong() {
        let filter = Filter("/\(String(repeating: "a", count: 201))/", kind: .rooms)
        #expect(filter.problems.first?.sentence == "The pattern is too long: at most 200 characters.")
        #expect(Filter("/\(String(repeating: "(", count: 90))/", kind: .rooms).problems.count == 1)
    }
}
