import Meetings

/// What a person types where a time is wanted: `+90m`, `+2h`, `+3d`, `+1d12h`, `18:00`, `2027-01-31`,
/// `2027-01-31 18:00`, or the API's own form with a zone.
enum ExpiryEntry {
    /// The instant meant, or nil where the text is none of these. Times without a zone are local.
    static func parse(_ text: String, now: Timestamp, utcOffset: Int) -> Timestamp? {
        let text = text.drop(while: \.isWhitespace)
        let entry = String(text.reversed().drop(while: \.isWhitespace).reversed())
        if entry.first == "+" { return span(entry.dropFirst()).map { now + $0 } }
        let parts = entry.split(separator: " ", omittingEmptySubsequences: true)
        if parts.count == 1, let clock = clock(parts[0]) {
            let today = now.civil(utcOffset: utcOffset).dateText
            guard let time = local("\(today) \(clock)", utcOffset: utcOffset) else { return nil }
            return time > now ? time : time + .seconds(86_400)
        }
        if parts.count == 1, entry.count == 10 { return local(entry + " 23:59", utcOffset: utcOffset) }
        if parts.count == 2, let clock = clock(parts[1]) { return local("\(parts[0]) \(clock)", utcOffset: utcOffset) }
        if entry.contains("T"), !hasZone(entry) { return local(entry, utcOffset: utcOffset) }
        return Timestamp(entry)
    }

    /// `2h`, `1d12h`, `1w`: numbers each followed by a unit of w, d, h or m.
    private static func span(_ text: Substring) -> Duration? {
        let seconds: [Character: Int] = ["w": 604_800, "d": 86_400, "h": 3600, "m": 60]
        var total = 0
        var number = ""
        for character in text where character != " " {
            if character.isASCII, character.isNumber {
                number.append(character)
                continue
            }
            guard let unit = seconds[character], let count = Int(number), number.count <= 6 else { return nil }
            total += count * unit
            number = ""
        }
        return number.isEmpty && total > 0 ? .seconds(total) : nil
    }

    /// `9:05` or `18:00` with two digits for the hour.
    private static func clock(_ text: Substring) -> String? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2 else { return nil }
        guard let hour = Int(parts[0]), let minute = Int(parts[1]) else { return nil }
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        return (hour < 10 ? "0\(hour)" : "\(hour)") + ":" + parts[1]
    }

    private static func local(_ text: String, utcOffset: Int) -> Timestamp? {
        hasZone(text) ? Timestamp(text) : Timestamp(text).map { $0 - .seconds(utcOffset) }
    }

    private static func hasZone(_ text: String) -> Bool {
        text.dropFirst(11).contains { "Zz+-".contains($0) }
    }
}
