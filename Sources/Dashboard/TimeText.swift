import Meetings

/// Times and spans as the screens write them.
enum TimeText {
    /// `0:02:12`: hours, minutes, seconds.
    static func elapsed(_ span: Duration) -> String {
        let seconds = max(0, span.components.seconds)
        return "\(seconds / 3600):\(twoDigits(seconds / 60 % 60)):\(twoDigits(seconds % 60))"
    }

    /// `2:12` below an hour, `1:02:12` above.
    static func short(_ span: Duration) -> String {
        let seconds = max(0, span.components.seconds)
        return seconds < 3600 ? "\(seconds / 60):\(twoDigits(seconds % 60))" : elapsed(span)
    }

    /// `45s`, `8m`, `10h17m`, `3d`: rounded down.
    static func rough(_ span: Duration) -> String {
        let seconds = max(0, span.components.seconds)
        switch seconds {
        case ..<60: return "\(seconds)s"
        case ..<3600: return "\(seconds / 60)m"
        case ..<86_400: return seconds / 60 % 60 == 0 ? "\(seconds / 3600)h" : "\(seconds / 3600)h\(seconds / 60 % 60)m"
        default: return "\(seconds / 86_400)d"
        }
    }

    /// `10:42:07`.
    static func clock(_ time: Timestamp, utcOffset: Int) -> String { time.civil(utcOffset: utcOffset).clockText }

    /// `21:00` today, `tomorrow 09:00`, else `2031-03-04`.
    static func day(_ time: Timestamp, now: Timestamp, utcOffset: Int) -> String {
        let civil = time.civil(utcOffset: utcOffset)
        if civil.dateText == now.civil(utcOffset: utcOffset).dateText { return civil.minuteText }
        let tomorrow = (now + .seconds(86_400)).civil(utcOffset: utcOffset).dateText
        return civil.dateText == tomorrow ? "tomorrow \(civil.minuteText)" : civil.dateText
    }

    /// `2031-03-04 21:00`.
    static func full(_ time: Timestamp, utcOffset: Int) -> String {
        let civil = time.civil(utcOffset: utcOffset)
        return "\(civil.dateText) \(civil.minuteText)"
    }

    private static func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
