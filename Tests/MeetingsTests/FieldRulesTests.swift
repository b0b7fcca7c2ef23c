import Meetings
import Testing

@Suite("Rules for fields")
struct FieldRulesTests {
    @Test("take a colour of three or six digits", arguments: ["#abc", "#ABCDEF", "#12f64e", "#000"])
    func colors(color: String) throws {
        try FieldRules.color(color, field: "main_color")
    }

    @Test(
        "refuse what is no colour",
        arguments: [
            "", "#", "abc", "#ab", "#abcd", "#abcde", "#abcdefa", "#ggg", "##abc", "#１２３", "#abc ", " #abc", "red",
        ])
    func wrongColors(color: String) {
        let problem = #expect(throws: Problem.self) { try FieldRules.color(color, field: "main_color") }
        #expect(problem?.message == #""main_color" must be a color in the form #rgb or #rrggbb"#)
    }

    @Test(
        "take a year and not a millisecond more",
        arguments: [
            ("2031-03-04T09:10:00.412Z", "2032-03-04T09:10:00.412Z"),
            ("2030-12-31T23:59:59.999Z", "2031-12-31T23:59:59.999Z"),
            ("2031-02-28T00:00:00.000Z", "2032-02-28T00:00:00.000Z"),
            ("2032-02-28T12:00:00.000Z", "2033-02-28T12:00:00.000Z"),
            ("2032-02-29T12:00:00.000Z", "2033-03-01T12:00:00.000Z"),
            ("2099-03-01T00:00:00.000Z", "2100-03-01T00:00:00.000Z"),
        ])
    func aYear(now: String, limit: String) throws {
        let now = try #require(Timestamp(now))
        #expect(now.oneYearLater.iso8601 == limit)
        try FieldRules.expiry(now.oneYearLater, now: now)
        #expect(throws: Problem.self) { try FieldRules.expiry(now.oneYearLater + .milliseconds(1), now: now) }
        try FieldRules.expiry(now + .seconds(600) + .milliseconds(1), now: now)
        #expect(throws: Problem.self) { try FieldRules.expiry(now + .seconds(600), now: now) }
    }

    @Test("take a company's part of the link", arguments: ["north-tours", "a", "7up", "A_b~c-1", "-"])
    func companyURLs(text: String) throws {
        try FieldRules.shortCompanyURL(text)
        try FieldRules.shortCompanyURL(String(repeating: "a", count: 128))
    }

    @Test(
        "refuse a company's part of the link that is no segment, or only digits",
        arguments: ["", "123", "a b", "a/b", "é", "a.b", "https://north.example.org", "a\n", "..", "١٢"])
    func wrongCompanyURLs(text: String) {
        let problem = #expect(throws: Problem.self) { try FieldRules.shortCompanyURL(text) }
        #expect(problem?.kind == .invalidInput)
        #expect(throws: Problem.self) { try FieldRules.shortCompanyURL(String(repeating: "a", count: 129)) }
    }

    @Test(
        "take addresses on the web",
        arguments: [
            "http://a", "https://hooks.example.org/x?y=1#z", "HTTPS://EXAMPLE.ORG", "http://127.0.0.1:8080/",
            "http://[::1]/",
            "https://例え.jp/",
        ])
    func urls(text: String) throws {
        try FieldRules.url(text, field: "f")
    }

    @Test(
        "refuse other addresses",
        arguments: [
            "", "http://", "https:///x", "http://?x", "http://#", "ftp://a", "//a", "a", "http:a", "http://a b",
            "http://a\n", "http://a\u{7F}", "javascript:alert(1)", " http://a", "http://a\u{2028}b", "http://a\u{A0}",
        ])
    func wrongURLs(text: String) {
        let problem = #expect(throws: Problem.self) { try FieldRules.url(text, field: "f") }
        #expect(problem?.message == #""f" must be a valid uri with a scheme of http or https"#)
        #expect(throws: Problem.self) {
            try FieldRules.url("http://a/" + String(repeating: "b", count: 2048), field: "f")
        }
    }

    @Test("count length in UTF-16 units")
    func length() throws {
        try FieldRules.length(String(repeating: "🎤", count: 100), field: "f", atMost: 200)
        let problem = #expect(throws: Problem.self) {
            try FieldRules.length(String(repeating: "🎤", count: 101), field: "f", atMost: 200)
        }
        #expect(problem?.message == #""f" length must be less than or equal to 200 characters long"#)
    }

    @Test("refuse a text of blanks", arguments: ["", " ", "\t\n", "\u{3000}"])
    func blanks(text: String) {
        let problem = #expect(throws: Problem.self) { try FieldRules.text(text, field: "f", atMost: 200) }
        #expect(problem?.message == #""f" is not allowed to be empty"#)
    }
}
