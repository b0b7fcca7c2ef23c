import Meetings
import MeetingsStore
import TerminalUI

/// The texts of one room's row.
struct RoomRow: Equatable {
    let sign: String
    let role: Role
    let name: String
    let hosts: String
    let guests: String
    let people: [Int]
    let recording: String
    let since: String
    let closes: String
    let theme: String

    init(_ room: KnownRoom, in model: Model) {
        let severity = model.severity(of: room)
        (sign, role) = Self.sign(of: severity)
        name = room.title
        hosts = String(room.hosts)
        guests = String(room.guests)
        people = room.history.samples(now: model.now)
        recording = room.recordings > 0 ? "REC" : room.room?.recordingOptions.autoRecord == true ? "auto" : "–"
        since = model.liveSince(room).map { TimeText.elapsed(model.now - $0) } ?? ""
        closes = Self.closes(room, in: model)
        theme = room.room?.themeID.map { model.state.themes[$0]?.theme.name ?? $0.rawValue } ?? ""
    }

    static func sign(of severity: Model.Severity) -> (String, Role) {
        switch severity {
        case .critical: ("!!", .critical)
        case .warning: ("!", .warning)
        case .live: ("●", .live)
        case .idle: ("○", .idle)
        case .closed: ("x", .expired)
        }
    }

    /// `21:00`, `10:50 in 8m`, `10:52 instant`, `expired`, or nothing where it is not known.
    static func closes(_ known: KnownRoom, in model: Model) -> String {
        if known.isClosed { return "expired" }
        guard let room = known.room else { return "" }
        guard let closing = known.closing else { return "instant" }
        let time = TimeText.day(closing.at, now: model.now, utcOffset: model.utcOffset)
        if closing.at <= model.now { return "\(time) due" }
        let left = closing.at - model.now
        if left < .seconds(3600) { return "\(time) in \(TimeText.rough(left))" }
        return room.type == .instant ? "\(time) instant" : time
    }

    /// One character for each count, the highest of them full.
    static func chart(_ counts: [Int]) -> String {
        let signs: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
        guard let most = counts.max(), most > 0 else { return "" }
        return String(counts.map { $0 <= 0 ? signs[0] : signs[min(7, max(0, ($0 * 8 + most - 1) / most - 1))] })
    }
}

extension Model {
    /// When the room's live session began; nil when none is live.
    func liveSince(_ room: KnownRoom) -> Timestamp? {
        room.liveSessions.compactMap { state.sessions[$0]?.startedAt }.min()
    }
}
