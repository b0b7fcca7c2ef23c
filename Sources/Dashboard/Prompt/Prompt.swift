import Meetings
import MeetingsStore
import TerminalUI

/// A line that is being typed at the bottom of the screen, and what it is for.
struct Prompt: Equatable, Sendable {
    /// What becomes of the line.
    enum Purpose: Hashable, Sendable {
        /// The name of an action, and what follows it.
        case command
        /// The filter of a list, used while it is typed.
        case filter(Place)
        /// Words to look for in the open view.
        case find
        /// The time to travel to.
        case moment
        /// The name of a file for what is shown.
        case export(Export.Format)
        /// The name that the filter of a list is saved under.
        case filterName(Place)
        /// The word that allows changes.
        case unlock
        /// Why some alarms are acknowledged.
        case acknowledge
        /// What is written down about a room, or a session of it.
        case note(RoomID, SessionID?)
    }

    let purpose: Purpose
    var input: TextInput
    /// How far one has gone back among the lines typed before; nil at the new one.
    var recalled: Int?
    /// What Tab put in last, and what it may put in next.
    var offered: [String] = []
    var offer = 0
    /// What a filter can go on with at the place that `Tab` was pressed at.
    var completion: FilterCompletion?
    /// What it can go on with now: found once for each key, because it looks through all names.
    var next: FilterCompletion?

    init(_ purpose: Purpose, text: String = "") {
        self.purpose = purpose
        input = TextInput(text, limit: 200)
    }

    /// What stands before the line.
    var label: String {
        switch purpose {
        case .command: ":"
        case .filter: "/"
        case .find: "find: "
        case .moment: "show everything as at (10:43, -10m, #48120): "
        case .export(let format): "write \(format.rawValue) to: "
        case .filterName: "save filter as: "
        case .unlock: "type the environment's name to allow changes: "
        case .acknowledge: "acknowledge, note: "
        case .note: "note: "
        }
    }

    /// What the hint line says of its keys.
    var hints: [(String, String)] {
        switch purpose {
        case .command: [("Enter", "run"), ("Tab", "complete"), ("↑↓", "before"), ("Esc", "leave")]
        case .find: [("Enter", "find"), ("↑↓", "before"), ("Esc", "leave")]
        case .moment: [("Enter", "go there"), ("↑↓", "before"), ("Esc", "leave")]
        case .export: [("Enter", "write"), ("Esc", "leave")]
        case .filter:
            [("Enter", "keep"), ("Tab", "complete"), ("↑↓", "before"), ("PgUp PgDn", "move"), ("Esc", "clear")]
        case .filterName: [("Enter", "save"), ("Esc", "leave")]
        case .unlock: [("Enter", "allow changes"), ("Esc", "leave")]
        case .acknowledge: [("Enter", "acknowledge"), ("Esc", "leave"), ("↑↓", "before")]
        case .note: [("Enter", "write"), ("Esc", "leave"), ("↑↓", "before")]
        }
    }
}
