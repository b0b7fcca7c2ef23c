import Meetings
import Testing

@Suite("Timestamps")
struct TimestampTests {
    @Test(
        "are read in every form that clients send",
        arguments: [
            ("1970-01-01T00:00:00.000Z", 0), ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00Z", 0),
            ("1970-01-01 00:00:00", 0), ("1970-01-01T00:00:00", 0), ("1970-01-01t00:00:00z", 0),
            ("1970-01-01T00:00:01+0000", 1000), ("1970-01-01T00:00:01-0000", 1000),
            ("1970-01-01T01:00:00+01:00", 0), ("1970-01-01T01:00:00+01", 0), ("1969-12-31T18:30:00-0530", 0),
            ("1970-01-01T00:00:00.5Z", 500), ("1970-01-01T00:00:00,05Z", 50), ("1970-01-01T00:00:00.123456789Z", 123),
            ("1970-01-01T00:00:00.9999999", 999), ("1969-12-31T23:59:59.999Z", -1),
            ("1970-01-01T23:59:60Z", 86_400_000), ("2000-02-29T00:00:00Z", 951_782_400_000),
            ("2031-03-04T09:10:00.412Z", 1_930_381_800_412), ("0000-01-01T00:00:00Z", -62_167_219_200_000),
            ("9999-12-31T23:59:59.999Z", 253_402_300_799_999), ("2031-06-01T14:00:00+02:00", 1_938_081_600_000),
        ] as [(String, Int64)])
    func read(text: String, milliseconds: Int64) {
        #expect(Timestamp(text)?.milliseconds == milliseconds)
    }

    @Test(
        "are refused when they name no instant",
        arguments: [
            "", " ", "tomorrow", "2031", "2031-03-04", "2031-3-4T09:10:00Z", "2031-03-04T09", "2031-03-04T09:10:",
            "2031-03-04T9:10:00Z", "2031-03-04T09:10:00.Z", "2031-03-04T09:10:00.1234567890Z", "2031-13-01T00:00:00Z",
            "2031-00-01T00:00:00Z", "2031-01-00T00:00:00Z", "2031-01-32T00:00:00Z", "2031-02-29T00:00:00Z",
            "2100-02-29T00:00:00Z", "2031-04-31T00:00:00Z", "2031-01-01T24:00:00Z", "2031-01-01T00:60:00Z",
            "2031-01-01T00:00:61Z", "2031-01-01T00:00:00+24:00", "2031-01-01T00:00:00+01:60", "2031-01-01T00:00:00+99",
            "2031-01-01T00:00:00+1", "2031-01-01T00:00:00+01:", "2031-01-01T00:00:00+", "2031-01-01T00:00:00 Z",
            "2031-01-01T00:00:00Zz", "2031-01-01T00:00:00X", " 2031-01-01T00:00:00Z", "-2031-01-01T00:00:00Z",
            "２031-01-01T00:00:00Z", "2031-01-01T00:00:00\0", "1930381800", "12031-01-01T00:00:00Z",
        ])
    func refused(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test("are written so that they read back as the same", arguments: 0..<500 as Range<UInt64>)
    func roundTrip(seed: UInt64) {
        // A stride through ten thousand years that meets every month, weekday and time of day.
        let span: UInt64 = 315_569_520_000_000
        let milliseconds = Int64(seed &* 0x9E37_79B9_7F4A_7C15 % span) - 62_167_219_200_000
        let time = Timestamp(milliseconds: milliseconds)
        #expect(Timestamp(time.iso8601) == time)
        #expect(time.iso8601.utf8.count == 24)
    }

    @Test("follow each other day by day over four centuries")
    func everyDay() {
        var expected = (year: 1900, month: 1, day: 1)
        var time = Timestamp(milliseconds: -2_208_988_800_000)
        while expected.year < 2300 {
            let civil = time.civil()
            guard civil.year == expected.year, civil.month == expected.month, civil.day == expected.day else {
                Issue.record("\(expected) came out as \(civil.dateText)")
                return
            }
            expected.day += 1
            if expected.day > days(in: expected.month, of: expected.year) {
                expected = (expected.year, expected.month + 1, 1)
            }
            if expected.month > 12 { expected = (expected.year + 1, 1, 1) }
            time = time + .seconds(86_400)
        }
    }

    @Test("show the wall clock of another zone")
    func offset() throws {
        let time = try #require(Timestamp("2031-03-04T23:30:15.007Z"))
        let there = time.civil(utcOffset: 5400)
        #expect(there.dateText == "2031-03-05")
        #expect(there.clockText == "01:00:15")
        #expect(there.minuteText == "01:00")
        #expect(there.millisecond == 7)
        #expect(Timestamp(milliseconds: -1).civil().clockText == "23:59:59")
    }

    @Test("are moved and told apart by durations")
    func arithmetic() {
        let time = Timestamp(milliseconds: 1_500)
        #expect(time + .milliseconds(250) == Timestamp(milliseconds: 1_750))
        #expect(time - .seconds(2) == Timestamp(milliseconds: -500))
        #expect(Timestamp(milliseconds: 0) - time == .milliseconds(-1_500))
        #expect(time.seconds == 1)
        #expect(Timestamp(milliseconds: -1).seconds == -1)
        #expect(Timestamp(milliseconds: 1) < time)
        #expect(Duration.microseconds(1_999).wholeMilliseconds == 1)
    }

    private func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}
