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

    /// `45s`, `8m`, `10h`, `3d`: the largest unit alone, rounded down.
    static func coarse(_ span: Duration) -> String {
        let text = rough(span)
        return text.firstIndex(of: "h").map { String(text[...$0]) } ?? text
    }

    /// `21:00` today and within half a day, `Wed 09:00` within seven days, else `2031-03-14 21:00`.
    static func day(_ time: Timestamp, now: Timestamp, utcOffset: Int) -> String {
        let civil = time.civil(utcOffset: utcOffset)
        if civil.dateText == now.civil(utcOffset: utcOffset).dateText { return civil.minuteText }
        switch time - now {
        case .zero..<day / 2: return civil.minuteText
        case .zero..<day * 7: return "\(weekday(time, utcOffset: utcOffset)) \(civil.minuteText)"
        default: return full(time, utcOffset: utcOffset)
        }
    }

    /// Twenty-four hours.
    static let day = Duration.seconds(86_400)

    private static func weekday(_ time: Timestamp, utcOffset: Int) -> String {
        let seconds = time.milliseconds / 1000 + Int64(utcOffset)
        // The first day of 1970 was a Thursday. Only times after it are asked for.
        return ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][Int(max(0, seconds) / 86_400 % 7)]
    }

    /// `Tue 2031-03-04`.
    static func date(_ time: Timestamp, utcOffset: Int) -> String {
        "\(weekday(time, utcOffset: utcOffset)) \(time.civil(utcOffset: utcOffset).dateText)"
    }

    /// What began in the past, in 11 columns: `10:30` today, else `03-03 10:30`.
    static func past(_ time: Timestamp, now: Timestamp, utcOffset: Int) -> String {
        let civil = time.civil(utcOffset: utcOffset)
        if civil.dateText == now.civil(utcOffset: utcOffset).dateText { return civil.minuteText }
        return "\(civil.dateText.dropFirst(5)) \(civil.minuteText)"
    }

    /// `2031-03-04 21:00`.
    static func full(_ time: Timestamp, utcOffset: Int) -> String {
        let civil = time.civil(utcOffset: utcOffset)
        return "\(civil.dateText) \(civil.minuteText)"
    }

    private static func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
