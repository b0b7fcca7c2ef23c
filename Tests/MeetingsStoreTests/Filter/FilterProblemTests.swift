import Meetings
import MeetingsStore
import Testing

struct FilterProblemTests {
    @Test(
        "what cannot be understood is pointed at and told",
        arguments: [
            ("nmae:main", 0..<5, "There is no field “nmae”. Did you mean “name”?"),
            ("-roms:x", 1..<6, "There is no field “roms” for rooms. Text with a colon in it stands in quotes."),
            ("main http://x", 5..<10, "There is no field “http” for rooms. Text with a colon in it stands in quotes."),
            ("people:many", 7..<11, "“people” takes a number: 3, >3 or 2..5."),
            ("people:>", 7..<8, "“people” takes a number: 3, >3 or 2..5."),
            ("people:nan", 7..<10, "“people” takes a number: 3, >3 or 2..5."),
            ("people:1..x", 7..<11, "“people” takes a number: 3, >3 or 2..5."),
            ("people:..", 7..<9, "“people” takes a number: 3, >3 or 2..5."),
            ("people:/3/", 7..<10, "“people” takes a number: 3, >3 or 2..5."),
            ("length:90", 7..<9, "“length” takes a length of time: <90s, >15m, 1h30m or 5m..2h."),
            ("closes:soon", 7..<11, "“closes” takes a time: <15m from now, >10:40, 2031-03-04 or 10:00..11:30."),
            ("closes:25:00", 7..<12, "“closes” takes a time: <15m from now, >10:40, 2031-03-04 or 10:00..11:30."),
            ("since:yesterday", 6..<15, "“since” takes 30m, 2h, 10:40 or 2031-03-04T10:40."),
            ("is:life", 3..<7, "There is no “life” here. Did you mean “live”?"),
            ("type:short", 5..<10, "“type” is one of instant, long_term."),
            ("審計 is:x", 6..<7, "“is:” takes one of live, idle, closed, empty,"),
            ("name:", 0..<5, "Say what “name” should be: a part of its text."),
            ("main is:", 5..<8, "Say what “is” should be: live, idle, closed, empty …."),
            ("\"main", 0..<5, "The closing quote is missing."),
            ("a name:\"main st", 7..<15, "The closing quote is missing."),
            ("/main", 0..<5, "The closing slash is missing."),
            ("/ma(in/", 0..<7, "The pattern has a “(” without a “)”."),
            ("name:/[a/", 5..<9, "The pattern has a “[” without a “]”."),
            ("/*/", 0..<3, "The “*” in the pattern has nothing before it to repeat."),
            ("//", 0..<2, "There is no pattern between the slashes."),
        ])
    func problems(_ text: String, _ range: Range<Int>, _ sentence: String) {
        let filter = Filter(text, kind: .rooms)
        #expect(filter.problems.count == 1)
        #expect(filter.problems.first?.range == range)
        #expect(filter.problems.first?.sentence.hasPrefix(sentence) == true, "\(filter.problems)")
    }

    @Test("a wrong term is left out, and the others still hold")
    func leftOut() {
        let filter = Filter("main people:x nmae:y is:live", kind: .rooms)
        #expect(filter.problems.map(\.range) == [12..<13, 14..<19])
        #expect(filter.takes())
        #expect(!Filter("audit people:x", kind: .rooms).takes())
        #expect(Filter("people:x", kind: .rooms).isEmpty)
    }

    @Test("one wrong alternative leaves the whole term out")
    func wrongAlternative() {
        let filter = Filter("people:1|x", kind: .rooms)
        #expect(filter.problems.map(\.range) == [9..<10])
        #expect(filter.takes())
    }

    @Test("rows without a time know no since")
    func noTime() {
        #expect(Filter("since:30m", kind: .themes).problems.count == 1)
        #expect(FilterKind.themes.keywords.map(\.name) == ["is", "has"])
    }

    @Test("what somebody typed is shown without what steers a terminal")
    func scrubbed() {
        let sentence = Filter("is:\u{1B}[31mlive", kind: .rooms).problems.first?.sentence ?? ""
        #expect(!sentence.isEmpty && !sentence.contains("\u{1B}"))
    }
}
