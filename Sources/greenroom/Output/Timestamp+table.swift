import Meetings

extension Timestamp {
    /// `2031-03-04 09:10`, in UTC: as tables show times.
    var minuteText: String {
        let time = civil()
        return "\(time.dateText) \(time.minuteText)"
    }

    /// `2031-03-04 09:10:00`, in UTC.
    var secondText: String {
        let time = civil()
        return "\(time.dateText) \(time.clockText)"
    }
}
