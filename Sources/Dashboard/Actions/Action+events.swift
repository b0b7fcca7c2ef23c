import TerminalUI

/// What can be done to events.
extension Action {
    static let eventActions: [Action] = []
}
