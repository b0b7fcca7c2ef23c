import Meetings
import MeetingsStore
public import TerminalUI

/// The dashboard in sentences, for whoever hears it read aloud or reads it from a pipe.
public enum PlainText {
    /// What changed from one moment to the next, one line each: what was answered, whether the data is alive, alarms.
    public static func changes(from old: Model, to new: Model) -> [String] {
        var lines: [String] = []
        if let notice = new.notice, notice != old.notice {
            lines.append((notice.isError ? "error: " : "") + notice.text)
        }
        let links = [old, new].map { link(of: $0) }
        if links[0] != links[1] { lines.append("data: \(links[1])") }
        for alarm in new.alarms where !old.alarms.contains(where: { $0.key == alarm.key && $0.level == alarm.level }) {
            lines.append("\(alarm.level == .critical ? "critical alarm" : "alarm"): \(sentence(alarm, in: new))")
        }
        for alarm in old.alarms where !new.alarms.contains(where: { $0.key == alarm.key }) {
            lines.append("alarm over: \(sentence(alarm, in: old))")
        }
        let counts = [old, new].map { "\($0.state.liveRooms.count) live, \($0.state.peopleInside) inside" }
        if counts[0] != counts[1] { lines.append("rooms: \(counts[1])") }
        return lines.map { $0.scrubbed(limit: 500) }
    }

    /// True when one is somewhere else than before, so that what stands there should be told.
    public static func isElsewhere(_ new: Model, than old: Model) -> Bool {
        new.path != old.path || new.overlay != old.overlay || new.prompt?.purpose != old.prompt?.purpose
    }

    /// What stands on the screen now, without its lines, bars and empty places.
    public static func screen(_ model: Model) -> [String] {
        let lines = model.view(Size(rows: 60, columns: 100)).lines
        return lines.dropFirst().dropLast(2).compactMap { line in
            let text = String(line.map { drawing.contains($0) ? " " : $0 })
            let words = text.split(separator: " ")
            return words.isEmpty ? nil : words.joined(separator: " ")
        }
    }

    /// What can be typed here: names, and what they do.
    public static func commands(_ model: Model) -> [String] {
        CommandLine.actions(in: model.viewContext).map { action in
            "\(action.id)\(action.argument.map { " <\($0)>" } ?? ""): \(action.title)"
        }
    }

    /// Keys as they are written in settings; nil when one of them is none.
    public static func keys(_ text: String) -> [Key]? { KeyName.keys(text) }

    private static let drawing = Set("│┃─━┌┐└┘├┤┬┴┼╭╮╰╯▶▼▲◀█▀▄▁▂▃▅▆▇░▒▓")

    private static func link(of model: Model) -> String {
        let link = LinkText(model.state, now: model.now, configuration: model.configuration)
        let words = link.text.split(separator: " ").filter { word in word.allSatisfy { $0.isLetter && $0.isUppercase } }
        return words.joined(separator: " ").lowercased() + (link.reason.map { ": \($0)" } ?? "")
    }

    private static func sentence(_ alarm: Alarm, in model: Model) -> String {
        let room = alarm.room.flatMap { model.state.rooms[$0]?.room?.displayName }
        return (room.map { "\($0): " } ?? "") + alarm.saw
    }
}
