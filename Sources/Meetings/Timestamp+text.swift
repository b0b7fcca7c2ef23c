/// The spellings of an instant: written as `YYYY-MM-DDTHH:MM:SS.mmmZ`, read in every form that the API's clients send.
extension Timestamp {
    /// Days since 1970-01-01 of a day in the proleptic Gregorian calendar.
    /// Source: the era arithmetic of the Gregorian calendar, 146,097 days in 400 years.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = shifted.dividedDown(by: 400)
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The calendar fields of this instant at an offset from UTC.
    public func civil(utcOffset seconds: Int = 0) -> CivilTime {
        let (totalSeconds, millisecond) = (milliseconds + Int64(seconds) * 1000).dividedDown(by: 1000)
        let (days, secondOfDay) = totalSeconds.dividedDown(by: 86_400)
        let (era, dayOfEra) = (days + 719_468).dividedDown(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return CivilTime(
            year: Int(yearOfEra + era * 400 + (month <= 2 ? 1 : 0)), month: Int(month),
            day: Int(dayOfYear - (153 * shifted + 2) / 5 + 1), hour: Int(secondOfDay / 3600),
            minute: Int(secondOfDay / 60 % 60), second: Int(secondOfDay % 60), millisecond: Int(millisecond))
    }

    /// The same time of the same day of the next year, in UTC; after a 29 February, of the 1 March.
    public var oneYearLater: Timestamp {
        let day = milliseconds.dividedDown(by: 86_400_000).quotient
        let today = civil()
        let next = Timestamp.days(year: Int64(today.year) + 1, month: Int64(today.month), day: Int64(today.day))
        return self + .seconds((next - day) * 86_400)
    }

    /// `2031-03-04T09:10:00.412Z`: the only form that the API writes.
    public var iso8601: String {
        let time = civil()
        guard (0...9999).contains(time.year) else {
            return "\(time.dateText)T\(time.clockText).\(CivilTime.padded(time.millisecond, to: 3))Z"
        }
        // Every room and event has several: filling in digits takes a twentieth of putting strings together.
        var text = Array("0000-00-00T00:00:00.000Z".utf8)
        func fill(_ number: Int, to last: Int) {
            var (rest, place) = (number, last)
            while rest > 0 {
                text[place] += UInt8(rest % 10)
                (rest, place) = (rest / 10, place - 1)
            }
        }
        fill(time.year, to: 3)
        fill(time.month, to: 6)
        fill(time.day, to: 9)
        fill(time.hour, to: 12)
        fill(time.minute, to: 15)
        fill(time.second, to: 18)
        fill(time.millisecond, to: 22)
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads `2031-03-04T09:10:00.412Z`, `…+01:00`, `…+0100`, a space instead of `T`, no fraction, no zone
    /// (then UTC), and Ruby's `2031-03-04 09:10:00 UTC` and `… +0000`.
    /// Nil when the text is none of these or names a day that does not exist.
    public init?(_ text: String) {
        var reader = DigitReader(text.utf8)
        guard let year = reader.number(digits: 4), reader.skip("-"), let month = reader.number(digits: 2),
            reader.skip("-"), let day = reader.number(digits: 2),
            reader.skip("T") || reader.skip("t") || reader.skip(" "),
            let hour = reader.number(digits: 2), reader.skip(":"), let minute = reader.number(digits: 2)
        else { return nil }
        var second: Int64 = 0
        var fraction: Int64 = 0
        if reader.skip(":") {
            guard let value = reader.number(digits: 2) else { return nil }
            second = value
            if reader.skip(".") || reader.skip(",") {
                guard let value = reader.millisecondFraction() else { return nil }
                fraction = value
            }
        }
        guard let offset = reader.utcOffset(), reader.isAtEnd, (1...12).contains(month), (0...23).contains(hour),
            (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        let days = Timestamp.days(year: year, month: month, day: day)
        let midnight = Timestamp(milliseconds: days * 86_400_000)
        guard midnight.civil().day == Int(day), midnight.civil().month == Int(month) else { return nil }
        self = midnight + .seconds(hour * 3600 + minute * 60 + second - offset) + .milliseconds(fraction)
    }
}
