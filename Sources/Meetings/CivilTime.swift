/// The calendar fields of an instant at one offset from UTC.
public struct CivilTime: Hashable, Sendable {
    public var year: Int
    /// 1 to 12.
    public var month: Int
    /// 1 to 31.
    public var day: Int
    public var hour: Int
    public var minute: Int
    public var second: Int
    public var millisecond: Int

    /// `2031-03-04`.
    public var dateText: String {
        "\(Self.padded(year, to: 4))-\(Self.padded(month, to: 2))-\(Self.padded(day, to: 2))"
    }

    /// `09:10:00`.
    public var clockText: String { "\(minuteText):\(Self.padded(second, to: 2))" }

    /// `09:10`.
    public var minuteText: String { "\(Self.padded(hour, to: 2)):\(Self.padded(minute, to: 2))" }

    static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
