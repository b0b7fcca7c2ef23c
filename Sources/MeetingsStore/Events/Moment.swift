public import Meetings

/// A place in the past, as somebody names it.
public enum Moment: Hashable, Sendable {
    /// After the event of this number, or after the last one before it.
    case sequence(Int64)
    /// After everything that had happened by then.
    case time(Timestamp)
    /// So many events later than that of a number, or earlier where `by` is negative.
    case step(from: Int64, by: Int)

    /// Reads `48120` or `#48120`, `10:43`, `10:43:05`, `-10m`, `-1h30m`, `-2d`, and the API's spellings of an instant.
    /// A time of day is the latest such time that is not after `now`, at an offset from UTC in seconds. Nil for all else.
    public init?(_ text: String, now: Timestamp, utcOffset: Int) {
        let text = text.split(separator: " ").joined(separator: " ")
        if let span = Duration(ago: text) {
            self = .time(now - span)
        } else if let number = Int64(text.first == "#" ? text.dropFirst() : text[...]), number >= 0 {
            self = .sequence(number)
        } else if let time = Self.timeOfDay(text, now: now, utcOffset: utcOffset) ?? Timestamp(text) {
            self = .time(time)
        } else {
            return nil
        }
    }

    private static func timeOfDay(_ text: String, now: Timestamp, utcOffset: Int) -> Timestamp? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ (1...2).contains($0.count) }) else { return nil }
        let numbers = parts.compactMap { Int64($0) }
        guard numbers.count == parts.count, zip(numbers, [23, 59, 59] as [Int64]).allSatisfy({ 0...$1 ~= $0 }) else {
            return nil
        }
        let second = numbers[0] * 3600 + numbers[1] * 60 + (numbers.count > 2 ? numbers[2] : 0)
        let local = now.milliseconds + Int64(utcOffset) * 1000
        let midnight = local - (local % 86_400_000 + 86_400_000) % 86_400_000
        let time = Timestamp(milliseconds: midnight + second * 1000 - Int64(utcOffset) * 1000)
        return time > now ? time - .seconds(86_400) : time
    }
}

extension Duration {
    /// Reads `-10m`, `-90s`, `-1h30m`, `-2d`: a minus and numbers with their units, the largest first.
    init?(ago text: String) {
        guard text.first == "-" else { return nil }
        let units: [(Character, Int64)] = [("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)]
        var (rest, seconds, digits) = (units[...], Int64(0), "")
        for character in text.dropFirst() {
            if character.isASCII, character.isNumber {
                digits.append(character)
                continue
            }
            guard let unit = rest.firstIndex(where: { $0.0 == character }), let number = Int64(digits),
                number <= 1_000_000
            else { return nil }
            seconds += number * units[unit].1
            rest = rest[(unit + 1)...]
            digits = ""
        }
        guard digits.isEmpty, seconds > 0 else { return nil }
        self = .seconds(seconds)
    }
}
