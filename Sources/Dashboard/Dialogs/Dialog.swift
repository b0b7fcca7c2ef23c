import Meetings
import TerminalUI

/// A question before something is done that cannot be taken back. Cancel has the focus first.
struct Dialog: Equatable, Sendable {
    /// One line of what it says.
    struct Line: Equatable, Sendable {
        var text: String
        var role = Role.text
    }

    /// What it is about: from this it is made again before anything is sent, to see whether it still says the truth.
    enum Subject: Equatable, Sendable {
        case deletion([ObjectID])
        case removal(ParticipantID, locks: Bool)
        case ending([SessionID])
        case undo(Undo)
    }

    /// Another dialog that a key leads to.
    struct Other: Equatable, Sendable {
        var key: Character
        var title: String
        var subject: Subject
    }

    /// What has the focus.
    enum Focus: Equatable, Sendable, CaseIterable { case cancel, button, other }

    let title: String
    /// What stands at the right of the title.
    var right = ""
    var lines: [Line] = []
    /// What must be typed before it is done; nil asks for a key alone.
    var word: String?
    var input = TextInput(limit: 40)
    /// What the button says that does it.
    let button: String
    /// What is sent then, in this order.
    var requests: [Request] = []
    /// What is sent then, with what it is about.
    var items: [Batch.Item] = []
    /// The calls behind it.
    var call = ""
    var subject: Subject?
    var other: Other?
    var focus = Focus.cancel

    /// True when nothing is missing.
    var isConfirmed: Bool { focus == .button && word.map { $0 == input.text } ?? true }

    /// True when it says the same as another, whatever was typed into it.
    func agrees(with other: Dialog) -> Bool {
        title == other.title && lines == other.lines && items == other.items && requests == other.requests
    }

    /// Moves the focus to the next of what there is.
    mutating func moveFocus(by step: Int) {
        let all = Focus.allCases.filter { $0 != .other || other != nil }
        let index = all.firstIndex(of: focus) ?? 0
        focus = all[(index + step + all.count) % all.count]
    }
}
