import Meetings

/// What a value of the configuration may be.
enum ConfigurationKind: Hashable, Sendable {
    case text
    /// A text that is never printed.
    case secret
    /// A file, relative to the configuration's folder.
    case file
    case url
    /// `HOST:PORT`.
    case address
    case onOff
    case choice([String])
    /// A whole number of `s`, `m`, `h` or `d`.
    case span
    case number(ClosedRange<Int>)
    /// A number of hundredths.
    case percent
    /// One text, or a list of them.
    case texts
    /// Hours of the day, such as `22:00-07:00`: one, or a list of them.
    case hours
    /// `off`, or how long something must last.
    case offOrSpan
    /// Ports from one to another, such as `20000-24999`.
    case ports
    /// An IPv4 address.
    case ipAddress
    /// `stun:` and `turn:` URLs: one, or a list of them.
    case iceURLs

    /// What is expected, as the end of a sentence that begins with `must be`.
    var expectation: String {
        switch self {
        case .text, .secret: "one text"
        case .file: "the path of a file"
        case .url: "an http or https URL such as https://api.example.com"
        case .address: "HOST:PORT such as 127.0.0.1:9000"
        case .onOff: "true or false"
        case .choice(let choices): "one of " + choices.joined(separator: ", ")
        case .span: "a span such as 45s, 10m, 2h or 1d"
        case .number(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .percent: "a percentage such as 40%"
        case .texts: "one text or a list of texts"
        case .offOrSpan: "off, or a span such as 90s"
        case .hours: "hours of the day such as 22:00-07:00, or a list of them"
        case .ports: "two ports such as 20000-24999"
        case .ipAddress: "an IPv4 address such as 198.51.100.7"
        case .iceURLs: "a stun: or turn: URL such as turn:turn.example.org, or a list of them"
        }
    }

    /// True when `value` is what is expected. An empty value counts as left out, and is always right.
    func takes(_ value: ConfigurationValue) -> Bool {
        switch value {
        case .list(let texts):
            switch self {
            case .texts: true
            case .hours, .iceURLs: texts.allSatisfy(takesOne)
            default: false
            }
        case .text(let text): text.isEmpty || takesOne(text)
        }
    }

    /// True when several values may be given.
    var isList: Bool { takes(.list([])) }

    private func takesOne(_ text: String) -> Bool {
        switch self {
        case .text, .secret, .file, .texts: true
        case .url: Connection.isWebURL(text)
        case .address: ListenAddress(argument: text) != nil
        case .onOff: OnOffText.read(text) != nil
        case .choice(let choices): choices.contains(text)
        case .span: SpanText.read(text) != nil
        case .number(let range): Int(text).map(range.contains) ?? false
        case .percent: PercentText.read(text) != nil
        case .hours: HoursOfDay(text) != nil
        case .ports: PortRange(text) != nil
        case .ipAddress: Self.isAddress(text)
        case .iceURLs:
            ["stun:", "stuns:", "turn:", "turns:"].contains { text.lowercased().hasPrefix($0) && text.count > $0.count }
        case .offOrSpan: OnOffText.read(text) == false || SpanText.read(text) != nil
        }
    }
}

extension ConfigurationKind {
    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { part in UInt8(part).map(String.init) == String(part) }
    }
}

/// One value of the configuration as it was written.
enum ConfigurationValue: Hashable, Sendable {
    case text(String)
    case list([String])

    /// The value as a list; a single text is a list of one.
    var texts: [String] {
        switch self {
        case .text(let text): text.isEmpty ? [] : [text]
        case .list(let texts): texts
        }
    }
}

/// Yes and no in the spellings of YAML.
enum OnOffText {
    static func read(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "yes", "on": true
        case "false", "no", "off": false
        default: nil
        }
    }
}

/// A span of time as a whole number and its unit.
enum SpanText {
    static func read(_ text: String) -> Duration? {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let last = text.last, let unit = units[last], let count = Int64(text.dropLast()),
            (0...1_000_000).contains(count)
        else { return nil }
        return .seconds(count * unit)
    }
}

/// A share, with its sign: `40%` is 0.4.
enum PercentText {
    static func read(_ text: String) -> Double? {
        guard text.last == "%", let number = Int(text.dropLast()), (0...100).contains(number) else { return nil }
        return Double(number) / 100
    }
}

/// A part of the day in the operator's zone; it may go past midnight.
struct HoursOfDay: Hashable, Sendable {
    /// Minutes after midnight.
    var start: Int
    var end: Int

    /// Reads `22:00-07:00`.
    init?(_ text: String) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(Self.minutes)
        guard ends.count == 2, let start = ends[0], let end = ends[1] else { return nil }
        self.start = start
        self.end = end
    }

    /// True at this minute of the day.
    func contains(minute: Int) -> Bool {
        start <= end ? (start..<end).contains(minute) : minute >= start || minute < end
    }

    private static func minutes(_ text: Substring) -> Int? {
        let parts = text.trimmingBlanks.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
            (0...24).contains(hour), (0...59).contains(minute), hour < 24 || minute == 0
        else { return nil }
        return hour * 60 + minute
    }
}

extension Substring {
    /// Without the blanks at both ends.
    fileprivate var trimmingBlanks: Substring {
        var rest = drop { $0 == " " }
        while rest.last == " " { rest.removeLast() }
        return rest
    }
}
