import Meetings

/// A point in time as it is typed: a day, a minute or a second, each with a length, or a time before now.
enum FilterMoment: Hashable, Sendable {
    /// Milliseconds since the epoch, and how many it lasts.
    case date(Int64, length: Int64)
    /// Milliseconds since midnight, and how many it lasts.
    case clock(Int64, length: Int64)
    case ago(Duration)

    private static let day: Int64 = 86_400_000

    /// Reads `2031-03-04`, `2031-03-04T10:40`, with seconds, fraction and zone, `10:40` and `10:40:05`.
    init?(_ text: String, utcOffset: Int) {
        let length = text.utf8.count
        if length <= 8 {
            // The clock of some day is read as that of any.
            guard let time = Timestamp("2000-01-01T" + (length == 4 || length == 7 ? "0" : "") + text),
                text.utf8.allSatisfy({ $0 == 0x3A || (0x30...0x39).contains($0) })
            else { return nil }
            let midnight = time.milliseconds % Self.day
            self = .clock(midnight, length: length > 5 ? 1000 : 60_000)
        } else if length == 10 {
            guard let time = Timestamp(text + "T00:00") else { return nil }
            self = .date(time.milliseconds - Int64(utcOffset) * 1000, length: Self.day)
        } else {
            guard let time = Timestamp(text) else { return nil }
            let clock = text.dropFirst(11)
            let hasZone = clock.contains { "Zz+-U".contains($0) }
            let colons = clock.prefix { !"Zz+-U ".contains($0) }.count { $0 == ":" }
            let length: Int64 = clock.contains(".") || clock.contains(",") ? 1 : colons > 1 ? 1000 : 60_000
            self = .date(time.milliseconds - (hasZone ? 0 : Int64(utcOffset) * 1000), length: length)
        }
    }

    /// When it begins and ends. A clock time is today's, or where `isPast` the last one that has come.
    func range(now: Timestamp, utcOffset: Int, isPast: Bool) -> (start: Timestamp, end: Timestamp) {
        switch self {
        case .date(let start, let length):
            return (Timestamp(milliseconds: start), Timestamp(milliseconds: start + length))
        case .clock(let clock, let length):
            let local = now.milliseconds + Int64(utcOffset) * 1000
            let time = ((local % Self.day) + Self.day) % Self.day
            let start = now.milliseconds - time + clock - (isPast && clock > time ? Self.day : 0)
            return (Timestamp(milliseconds: start), Timestamp(milliseconds: start + length))
        case .ago(let span): return (now - span, now - span)
        }
    }
}

/// From one moment to another, either of which may be missing.
struct FilterTimes: Hashable, Sendable {
    var lower: FilterMoment?
    var upper: FilterMoment?
    /// False for `>`: after the end of the lower moment, not from its beginning on.
    var hasLower = true
    /// False for `<` and `before:`: before the beginning of the upper moment, not up to its end.
    var hasUpper = true
    /// True where a clock time is the last one that has come.
    var isPast = false
    var utcOffset: Int

    func contain(_ time: Timestamp, now: Timestamp) -> Bool {
        if let lower {
            let range = lower.range(now: now, utcOffset: utcOffset, isPast: isPast)
            if time < (hasLower ? range.start : range.end) { return false }
        }
        if let upper {
            let range = upper.range(now: now, utcOffset: utcOffset, isPast: isPast)
            if time >= (hasUpper ? range.end : range.start) { return false }
        }
        return true
    }
}

/// A length of time as it is typed.
enum FilterSpan {
    /// Reads `90s`, `30m`, `1h30m`, `2d`, `1w` and `250ms`; nil for anything else, and for more than 100 years.
    static func read(_ text: String) -> Duration? {
        var rest = text[...]
        var milliseconds: Int64 = 0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard (1...9).contains(digits.count), let number = Int64(digits) else { return nil }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { !$0.isNumber }
            rest = rest.dropFirst(unit.count)
            guard let length = units[unit.lowercased()] else { return nil }
            milliseconds += number * length
            guard milliseconds <= 100 * 366 * 86_400_000 else { return nil }
        }
        return .milliseconds(milliseconds)
    }

    private static let units: [String: Int64] = [
        "ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000,
    ]
}
