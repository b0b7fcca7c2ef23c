internal import Meetings

/// The receiver's wish when to be tried again (RFC 9110 section 10.2.3).
enum RetryAfter {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// How long to wait from `now`: seconds, or the time until a date. Nil for anything else; never negative.
    static func wait(_ text: String, now: Timestamp) -> Duration? {
        let text = text.trimmingPrefix { $0 == " " }
        if !text.isEmpty, text.utf8.count <= 9, text.utf8.allSatisfy({ (48...57).contains($0) }) {
            return Int64(text).map { .seconds($0) }
        }
        return date(String(text), now: now).map { max($0 - now, .zero) }
    }

    /// The three spellings that a reader must know (RFC 9110 section 5.6.7), which a receiver's own clock wrote:
    /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
    private static func date(_ text: String, now: Timestamp) -> Timestamp? {
        let parts = text.split(separator: " ").map(String.init)
        if parts.count == 6, parts[5] == "GMT" { return date(parts[1], parts[2], parts[3], at: parts[4]) }
        if parts.count == 5 { return date(parts[2], parts[1], parts[4], at: parts[3]) }
        guard parts.count == 4, parts[3] == "GMT" else { return nil }
        let day = parts[1].split(separator: "-").map(String.init)
        guard day.count == 3, day[2].utf8.count == 2 else { return nil }
        // Of the years that the two digits may mean, the one that is not more than 50 years ahead.
        let century = date("01", "Jan", "20" + day[2], at: "00:00:00").map { $0 - now > .seconds(50 * 31_557_600) }
        return date(day[0], day[1], (century == true ? "19" : "20") + day[2], at: parts[2])
    }

    private static func date(_ day: String, _ month: String, _ year: String, at time: String) -> Timestamp? {
        guard let month = months.firstIndex(of: month), year.utf8.count == 4 else { return nil }
        func padded(_ text: String) -> String { text.utf8.count == 1 ? "0" + text : text }
        return Timestamp("\(year)-\(padded(String(month + 1)))-\(padded(day))T\(time)Z")
    }
}
