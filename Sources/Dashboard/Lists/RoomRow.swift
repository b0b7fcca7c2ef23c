import Meetings
import MeetingsStore
import TerminalUI

/// What the row of one room says.
enum RoomRow {
    static func sign(of severity: Model.Severity) -> (String, Role) {
        switch severity {
        case .critical: ("!!", .critical)
        case .warning: ("!", .warning)
        case .live: ("●", .live)
        case .idle: ("○", .idle)
        case .closed: ("x", .expired)
        }
    }

    /// `10:50 in 8m`, `Wed 12:00`, `2031-03-14` with the time where it fits, `when empty`, `expired`, or nothing where
    /// it is not known.
    static func closes(_ known: KnownRoom, in model: Model, columns: Int) -> String {
        if known.isClosed { return "expired" }
        guard known.room != nil else { return "" }
        guard let closing = known.closing else { return "when empty" }
        let time = TimeText.day(closing.at, now: model.now, utcOffset: model.utcOffset)
        if closing.at <= model.now { return "due \(time)" }
        let left = closing.at - model.now
        let whole = "\(time) in \(TimeText.coarse(left))"
        if left < TimeText.day, whole.count <= columns { return whole }
        // Too long a time loses the hour, never a part of the date.
        return time.count <= columns ? time : String(time.prefix { $0 != " " })
    }

    /// One character for each count, a blank where nobody counted. None is full, or the charts of two rows would touch.
    static func chart(_ counts: [Int?]) -> String {
        let signs: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"]
        guard let most = counts.compactMap(\.self).max(), most > 0 else { return "" }
        return String(
            counts.map { count in
                guard let count else { return " " }
                return count <= 0 ? signs[0] : signs[min(6, (count * 7 + most - 1) / most - 1)]
            })
    }
}

extension Model {
    /// When the room's live session began; nil when none is live.
    func liveSince(_ room: KnownRoom) -> Timestamp? {
        room.liveSessions.compactMap { state.sessions[$0]?.startedAt }.min()
    }
}
