import Meetings
import MeetingsStore

/// What the dashboard makes of the run sheet.
extension Model {
    /// A line of the run sheet, from 0.
    func plannedEntry(_ number: Int) -> RunSheet.Entry? {
        guard let entries = configuration.runSheet?.entries, entries.indices.contains(number) else { return nil }
        return entries[number]
    }

    /// The room that a line of the run sheet means.
    func plannedRoom(_ number: Int) -> KnownRoom? {
        plannedEntry(number).flatMap { alarmBoard.room(of: $0) }.flatMap { state.rooms[$0] }
    }

    mutating func sayNoPlannedRoom() -> [Effect] {
        say("there is no room of this name · n makes one", isError: true)
        return []
    }

    /// How a planned meeting stands: `live`, `LATE 2:07`, `T-17m`, `done`.
    func plannedState(_ number: Int) -> (String, isWrong: Bool) {
        guard let entry = plannedEntry(number) else { return ("", false) }
        guard let room = plannedRoom(number) else { return ("no room", true) }
        if room.isClosed { return ("closed", now < entry.at) }
        if room.hosts > 0 { return ("live", false) }
        if now < entry.at { return ("T-\(TimeText.rough(entry.at - now))", false) }
        let window = configuration.alarms.limits.plannedWindow
        let hadHost = room.lastSessionEndedAt.map { $0 >= entry.at - window / 2 } ?? false
        if hadHost, !room.isLive { return ("done", false) }
        return now - entry.at < window ? ("LATE \(TimeText.short(now - entry.at))", true) : ("no host came", true)
    }
}
