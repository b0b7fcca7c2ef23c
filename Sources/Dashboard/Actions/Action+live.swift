import TerminalUI

/// What can be done to a live session and the people in it.
extension Action {
    static let liveActions: [Action] = []
}
