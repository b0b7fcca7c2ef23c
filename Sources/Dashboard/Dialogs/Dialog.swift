import TerminalUI

/// A question before something is done that cannot be taken back. Cancel has the focus first.
struct Dialog: Equatable, Sendable {
    /// One line of what it says.
    struct Line: Equatable, Sendable {
        var text: String
        var role = Role.text
    }

    let title: String
    var lines: [Line] = []
    /// What must be typed before it is done; nil asks for a key alone.
    var word: String?
    var input = TextInput(limit: 40)
    /// What the button says that does it.
    let button: String
    /// What is sent then, in this order.
    let requests: [Request]
    /// True while that button has the focus.
    var isOnButton = false

    /// True when nothing is missing.
    var isConfirmed: Bool { word.map { $0 == input.text } ?? isOnButton }
}
