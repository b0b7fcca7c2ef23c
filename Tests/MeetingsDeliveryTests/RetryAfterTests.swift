import Meetings
import Testing

@testable import MeetingsDelivery

struct RetryAfterTests {
    @Test(
        "reads seconds and dates",
        arguments: [
            ("0", 0), ("120", 120), (" 7", 7), ("999999999", 999_999_999), ("Sun, 06 Nov 1994 08:50:37 GMT", 60),
            ("Sun, 06 Nov 1994 08:49:36 GMT", 0), ("Sunday, 06-Nov-94 08:51:37 GMT", 120),
            ("Sun Nov  6 08:49:47 1994", 10), ("Thu Nov 10 08:49:37 1994", 345_600),
            ("Monday, 07-Nov-94 08:49:37 GMT", 86_400), ("Wed, 21 Oct 2015 07:28:00 GMT", 661_300_703),
        ])
    func read(text: String, seconds: Int) throws {
        let now = try #require(Timestamp("1994-11-06T08:49:37Z"))
        #expect(RetryAfter.wait(text, now: now) == .seconds(seconds))
    }

    @Test(
        "ignores everything else",
        arguments: [
            "", "-1", "1.5", "soon", "9999999999", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 31 Feb 1994 08:49:37 GMT",
            "Sun, 06 Nov 94 08:49:37 GMT", "Sunday, 06-Nov-1994 08:49:37 GMT", "Sun Foo  6 08:49:47 1994",
            "Sun, 06 Nov 1994 GMT", "120 ", "１２０", "120, 30",
        ])
    func ignored(text: String) { #expect(RetryAfter.wait(text, now: noon) == nil) }

    @Test("metadata reaches a header as plain ASCII without line breaks")
    func metadata() {
        #expect(PercentEncoding.encode("a-b_c.d~9") == "a-b_c.d~9")
        #expect(PercentEncoding.encode("x\r\nSet: 1\u{2028}ü") == "x%0D%0ASet%3A%201%E2%80%A8%C3%BC")
    }
}
