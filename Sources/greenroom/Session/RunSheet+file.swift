import FoundationEssentials
import Meetings
import MeetingsServer
import MeetingsStore

extension RunSheet {
    /// Reads a run sheet's file, its times in the zone of this machine. Throws for a file that cannot be read, and for
    /// the first line of it that cannot.
    static func read(_ path: String) throws(CommandFailure) -> RunSheet {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure("The run sheet \(path.scrubbed()) cannot be read.")
        }
        let now = SystemClock().now
        let sheet = RunSheet(
            csv: String(decoding: data, as: UTF8.self), now: now, utcOffset: LocalTime.utcOffset(at: now))
        if let problem = sheet.problems.first {
            throw CommandFailure(
                "The run sheet \(path.scrubbed()), line \(problem.line): \(problem.sentence)", .refused)
        }
        return sheet
    }
}
