import Glibc
import Meetings

/// The zone of the machine that the dashboard runs on.
enum LocalTime {
    /// Seconds that local time is ahead of UTC at `instant`; 0 when the zone is not known.
    static func utcOffset(at instant: Timestamp) -> Int {
        var seconds = time_t(instant.seconds)
        var fields = tm()
        guard localtime_r(&seconds, &fields) != nil else { return 0 }
        return fields.tm_gmtoff
    }
}
