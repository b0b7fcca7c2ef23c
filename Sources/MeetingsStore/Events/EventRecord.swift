import Meetings

/// One event in 28 bytes: numbers where a `LoggedEvent` has texts.
struct EventRecord: Sendable {
    /// The place in the server's log; 0 for none. A value that does not fit stands beside the records.
    var sequence: UInt32 = 0
    /// Milliseconds since `epoch`, the lower 32 of 40 bits.
    private var timeLow: UInt32 = 0
    /// Texts, by the numbers that the pools of the log gave them.
    var room: UInt32 = TextPool.none
    var session: UInt32 = TextPool.none
    var subject: UInt32 = TextPool.none
    /// A part of the hash of what makes two arrivals the same event; 0 for what only its number tells apart.
    var key: UInt32 = 0
    private var timeHigh: UInt8 = 0
    var name: UInt8 = 0
    var flags: Flags = []

    struct Flags: OptionSet, Sendable {
        let rawValue: UInt8
        static let isHost = Flags(rawValue: 1)
        /// The time is the server's, not that of the arrival.
        static let hasTime = Flags(rawValue: 2)
        /// Sequence or time do not fit and stand beside the records.
        static let isWide = Flags(rawValue: 4)
        static let byCallback = Flags(rawValue: 8)
        static let byPoll = Flags(rawValue: 16)
    }

    /// 2015-01-01T00:00:00Z: 40 bits of milliseconds reach to 2049.
    private static let epoch: Int64 = 1_420_070_400_000

    /// Milliseconds since 1970.
    var time: Int64 { (Int64(timeHigh) << 32 | Int64(timeLow)) + Self.epoch }

    /// False when the time does not fit.
    mutating func setTime(_ milliseconds: Int64) -> Bool {
        let (since, overflow) = milliseconds.subtractingReportingOverflow(Self.epoch)
        guard !overflow, (0..<(1 << 40)).contains(since) else { return false }
        timeLow = UInt32(truncatingIfNeeded: since)
        timeHigh = UInt8(since >> 32)
        return true
    }

    /// By which way it was heard first.
    var source: Source {
        get { flags.contains(.byCallback) ? .callbacks : flags.contains(.byPoll) ? .poll : .stream }
        set {
            flags.subtract([.byCallback, .byPoll])
            if newValue == .callbacks { flags.insert(.byCallback) }
            if newValue == .poll { flags.insert(.byPoll) }
        }
    }
}

extension EventName {
    /// The names in the order in which records number them.
    private static let numbered = EventName.allCases
    private static let numbers = Dictionary(
        uniqueKeysWithValues: numbered.enumerated().map { ($1, UInt8(truncatingIfNeeded: $0)) })

    var number: UInt8 { Self.numbers[self] ?? 0 }
    init(number: UInt8) { self = Self.numbered[Int(number)] }
}
