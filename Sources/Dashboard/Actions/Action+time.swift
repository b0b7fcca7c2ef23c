import TerminalUI

/// How times are shown, and which time is looked at.
extension Action {
    static let timeActions: [Action] = []
}
